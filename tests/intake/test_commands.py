"""What a user types; the commands are run as they are, without the rest of the command line."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from regiongraf.apps.intake import intake, score

TEXT = (
    "Skogsbuss AB ägs av Region Norrskog (60 %) och Lillviks kommun (40 %). "
    "Ägandet kring Skogsvatten AB är en lång historia.\n"
)


def test_json_lines_are_one_fact_each(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(intake, [str(file), "--format", "jsonl"], obj=None)
    assert result.exit_code == 0, result.output
    facts = [json.loads(line) for line in result.stdout.splitlines()]
    assert {(f["subject"], f["share"]["exact"], f["level"]) for f in facts} == {
        ("Region Norrskog", 60, "sure"),
        ("Lillviks kommun", 40, "sure"),
    }
    assert all(TEXT[f["start"] : f["end"]].startswith("Skogsbuss AB ägs") for f in facts)


def test_the_table_and_the_queue_are_for_people(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    table = CliRunner().invoke(intake, [str(file), "--lang", "sv"], obj=None)
    rows = [line.split("   ") for line in table.stdout.splitlines()]
    assert [cell.strip() for cell in rows[0] if cell] == ["plats", "slag", "vem", "vad", "uppgift", "nivå", "regel"]
    cells = [cell.strip() for cell in rows[3] if cell]
    assert cells == ["tecken 0", "ägande", "Region Norrskog", "Skogsbuss AB", "60\u00a0%", "säker", "own.passive"]
    assert table.stderr.startswith("2 kandidater, 1 mening att läsa, ")
    english = CliRunner().invoke(intake, [str(file), "--lang", "en"], obj=None)
    assert "60%   " in english.stdout
    assert "sure" in english.stdout
    assert english.stderr.startswith("2 candidates, 1 sentence to read, ")
    queue = CliRunner().invoke(intake, [str(file), "--format", "queue"], obj=None)
    assert "Ägandet kring Skogsvatten AB" in queue.output


def test_explain_shows_tokens_bodies_and_rules() -> None:
    result = CliRunner().invoke(intake, ["--explain", TEXT, "--lang", "en"], obj=None)
    assert "org<Skogsbuss AB> ägs av org<Region Norrskog> ( pct<60> )" in result.output
    assert "body: Lillviks kommun (municipality, new)" in result.output
    assert "fact: ownership: Region Norrskog → Skogsbuss AB · 60% [sure, own.passive]" in result.output
    swedish = CliRunner().invoke(intake, ["--explain", TEXT, "--lang", "sv"], obj=None)
    assert "uppgift: ägande: Region Norrskog → Skogsbuss AB · 60\u00a0% [säker, own.passive]" in swedish.output
    assert "att läsa: Ägandet kring Skogsvatten AB" in swedish.output


def test_without_a_file_the_command_says_what_it_wants() -> None:
    result = CliRunner().invoke(intake, [], obj=None)
    assert result.exit_code == 2
    assert "FILE" in result.output


def test_score_prints_kinds_levels_and_what_went_wrong(tmp_path: Path) -> None:
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    gold.write_text('{"kind": "ownership", "subject": "A", "object": "B", "share": {"exact": 51}}\n', encoding="utf-8")
    predicted.write_text(
        '{"kind": "ownership", "subject": "A", "object": "B", "share": {"exact": 50}, "level": "sure"}\n',
        encoding="utf-8",
    )
    result = CliRunner().invoke(score, [str(gold), str(predicted), "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert "missed  ownership: A → B" in result.output
    assert "wrong   ownership: A → B" in result.output
    swedish = CliRunner().invoke(score, [str(gold), str(predicted), "--lang", "sv"])
    assert "missad  ownership: A → B" in swedish.output
    assert "ägande              1      1      0  0,000" in swedish.output.replace("      0      0", "      0  0")


def test_a_document_s_remarks_are_said_in_the_language_of_the_command(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.encode("cp1252"))
    assert "lästes som Windows-1252" in CliRunner().invoke(intake, [str(file), "--lang", "sv"], obj=None).stderr
    assert "read as Windows-1252" in CliRunner().invoke(intake, [str(file), "--lang", "en"], obj=None).stderr

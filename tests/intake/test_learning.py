"""Drawing the weights of the learned reader from made-up practice texts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from regiongraf.errors import MissingPart
from regiongraf.intake import text
from regiongraf.intake.candidate import LEVELS
from regiongraf.intake.pipeline import read_document
from regiongraf.intake.practice import Passage, passages
from regiongraf.intake.relations import KINDS, Model

np = pytest.importorskip("numpy", reason="NumPy is an optional part (regiongraf[fast])")
pytest.importorskip("scipy", reason="SciPy is an optional part (regiongraf[fast])")
learning = pytest.importorskip("regiongraf.intake.learning")

GIVERS = ("Region Norrskog", "Lillviks kommun", "Tallås kommun", "Bergtulls kommun")
COMPANIES = ("Skogsbuss AB", "Norrfrakt AB", "Tallvatten AB", "Ekfonden AB", "Rodhus AB", "Granteatern AB")
FOUND = {"likely": 0.9, "check": 0.5}
FUNDING = "Pengarna till {} hämtas hos {}."
OWNERSHIP = "Aktierna i {} ligger i händerna på {}."
NEITHER = "Avtalet mellan {} och {} har gått ut."


def practice(count: int) -> str:
    """As many passages of each of three wordings, of which the first speaks of money and the second of shares."""
    parts = []
    for number in range(count):
        company, giver = COMPANIES[number % len(COMPANIES)], GIVERS[number % len(GIVERS)]
        for kind, words in (("funding", FUNDING), ("ownership", OWNERSHIP), ("", NEITHER)):
            facts = f'"{kind} | {giver} | {company}"' if kind else ""
            name = f"{kind or 'neither'}-{number}"
            parts.append(f'[[passage]]\nid = "{name}"\ntext = "{words.format(company, giver)}"\nfacts = [{facts}]\n')
    return "\n".join(parts)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[Passage]:
    file = tmp_path_factory.mktemp("practice") / "made-up.toml"
    file.write_text(practice(6), encoding="utf-8")
    return list(passages([file]))


@pytest.fixture(scope="module")
def shown(texts: list[Passage]) -> list[Any]:
    return list(learning.examples(texts))


@pytest.fixture
def close(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a handful of passages be enough to go by."""
    monkeypatch.setattr(learning, "PENALTY", 0.05)


def as_model(written: str) -> Model:
    raw = json.loads(written)
    weights = {trait: tuple((kind, each) for kind, each in found) for trait, found in raw["weights"].items()}
    return Model(weights, tuple(raw["bias"]), raw["found"], raw["kept"])


def example(passage: str, *traits: str, kind: str = "", free: str = "", ruled: str = "") -> Any:
    return learning.Example(
        passage,
        ("one", "other"),
        traits,
        frozenset([kind] if kind else ()),
        frozenset([free] if free else ()),
        {kind or KINDS[0]: ruled} if ruled else {},
    )


# --- examples --------------------------------------------------------------------------------------------------------


def test_every_pair_of_a_passage_is_an_example(shown: list[Any]) -> None:
    one = [each for each in shown if each.passage == "funding-0"]
    ends = {each.ends: each.stated for each in one}
    assert ends == {
        ("region norrskog", "skogsbuss"): {"funding"},
        ("skogsbuss", "region norrskog"): frozenset(),
    }
    assert all(each.traits for each in shown)
    assert [each.passage for each in shown] == sorted((each.passage for each in shown), key=order)


def order(name: str) -> tuple[int, int]:
    kind, number = name.split("-")
    return int(number), ["funding", "ownership", "neither"].index(kind)


def test_an_example_tells_what_rules_found_and_what_may_be_claimed(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(
        '[[passage]]\nid = "x"\ntext = "Lillviks kommun äger Skogsbuss AB."\n'
        'facts = ["partnership | Lillviks kommun | Skogsbuss AB"]\nallow = ["funding | * | Skogsbuss AB"]\n',
        encoding="utf-8",
    )
    found = {each.ends: each for each in learning.examples(passages([file]))}
    owner, owned = found["lillvik kommun", "skogsbuss"], found["skogsbuss", "lillvik kommun"]
    assert owner.ruled == {"ownership": "sure"}
    assert owned.ruled == {}
    assert owner.open == {"funding"}
    assert owned.open == frozenset()
    assert owner.stated == owned.stated == {"partnership"}  # works both ways


# --- weights ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("close")
def test_a_model_reads_what_it_was_shown_of_names_never_met(
    shown: list[Any], rules_of: Callable[[str], Sequence[Any]]
) -> None:
    model = as_model(learning.written(learning.Fitted(shown), FOUND, {}))
    for wording, kind in ((FUNDING, "funding"), (OWNERSHIP, "ownership"), (NEITHER, None)):
        words = wording.format("Konstlådan AB", "Gransele kommun")
        assert rules_of(words) == []
        found = read_document(text.document("text", words), (), model=model).candidates
        wanted = [(kind, "Gransele kommun", "Konstlådan AB")] if kind else []
        assert [(c.kind, c.subject, c.object) for c in found] == wanted


def test_what_is_stated_is_likelier_than_what_is_not(shown: list[Any]) -> None:
    table = learning.Fitted(shown).probabilities(shown)
    assert table.shape == (len(shown), len(KINDS))
    assert ((table > 0) & (table < 1)).all()
    for kind in ("funding", "ownership"):
        column = table[:, KINDS.index(kind)]
        stated = np.array([kind in each.stated for each in shown])
        assert column[stated].min() > column[~stated].max()


def test_the_same_texts_give_the_same_bytes(texts: list[Passage]) -> None:
    first, second = (
        learning.written(learning.Fitted(list(learning.examples(texts))), FOUND, {"sure": 0.5}) for _ in range(2)
    )
    assert first.encode() == second.encode()


def test_any_hash_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    # Of traits as the module takes them, without rules, whose patterns take seconds to compile.
    code = (
        "import sys\n"
        "from regiongraf.intake import learning\n"
        "kinds = ['funding', 'ownership', '']\n"
        "made = [learning.Example(f'p{n}', ('a', 'b'), tuple(f't{(n * k) % 23}' for k in range(1, 12)),\n"
        "        frozenset(filter(None, [kinds[n % 3]])), frozenset(), {}) for n in range(60)]\n"
        "sys.stdout.write(learning.written(learning.Fitted(made), {'check': 0.5}, {}))\n"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("0", "4242")
    ]
    assert printed[0] == printed[1]
    assert len(json.loads(printed[0])["weights"]) > 5


def test_a_trait_of_one_passage_is_left_out_however_often_it_stands_there() -> None:
    often = [example(f"p{number}", "often", kind="funding") for number in range(2)]
    rare = [example("p0", "rare", kind="funding")] * 20
    assert list(learning.Fitted([*often, *rare]).number) == ["often"]


def test_traits_are_numbered_in_their_order(shown: list[Any]) -> None:
    number = learning.Fitted(shown).number
    assert list(number) == sorted(number)
    assert list(number.values()) == list(range(len(number)))


@pytest.mark.usefixtures("close")
def test_what_may_be_claimed_or_not_teaches_nothing() -> None:
    stated = [example(f"s{number}", "x", kind="funding") for number in range(9)]
    not_stated = [example(f"n{number}", "x") for number in range(9)]
    left_open = [example(f"o{number}", "x", free="funding") for number in range(9)]
    column = KINDS.index("funding")
    alone = learning.Fitted(stated).probabilities(stated[:1])[0, column]
    doubted = learning.Fitted([*stated, *not_stated]).probabilities(stated[:1])[0, column]
    opened = learning.Fitted([*stated, *left_open]).probabilities(stated[:1])[0, column]
    assert doubted < 0.6 < opened
    assert opened == pytest.approx(alone, abs=0.01)


@pytest.mark.usefixtures("close")
def test_of_the_places_of_a_fact_the_likeliest_counts() -> None:
    # The two are named twice in each passage: once where it is said, once where it is not.
    twice = [example(f"p{n}", trait, kind="funding") for n in range(9) for trait in ("said", "beside")]
    elsewhere = [example(f"q{n}", "beside") for n in range(18)]
    column = KINDS.index("funding")
    said, beside = learning.Fitted([*twice, *elsewhere]).probabilities(twice[:2])[:, column]
    assert said > 0.9
    assert beside < 0.1


def test_a_kind_that_no_passage_states_is_never_likely(shown: list[Any]) -> None:
    table = learning.Fitted(shown).probabilities(shown)
    assert (table[:, KINDS.index("founder")] < 0.1).all()


def test_what_is_written_is_sorted_rounded_and_without_weights_near_zero(shown: list[Any]) -> None:
    raw = json.loads(learning.written(learning.Fitted(shown), FOUND, {"sure": 0.25}))
    assert list(raw) == ["kinds", "bias", "found", "kept", "weights"]
    assert raw["kinds"] == list(KINDS)
    assert len(raw["bias"]) == len(KINDS)
    assert (raw["found"], raw["kept"]) == (FOUND, {"sure": 0.25})
    assert list(raw["weights"]) == sorted(raw["weights"])
    each = [weight for found in raw["weights"].values() for _, weight in found]
    assert each
    assert all(abs(weight) >= learning.SMALL and round(weight, 2) == weight for weight in each)


def finding(probability: float, right: bool, ruled: str | None = None, kind: str = "funding") -> Any:
    return learning.Finding(kind=kind, probability=probability, right=right, ruled=ruled)


# --- levels ----------------------------------------------------------------------------------------------------------


def findings(right: Iterable[bool], ruled: str | None = None) -> list[Any]:
    """Findings from the likeliest down, 0.99, 0.98 …."""
    return [finding(round(0.99 - n / 100, 2), good, ruled) for n, good in enumerate(right)]


def test_a_level_begins_where_enough_of_what_is_likelier_is_right() -> None:
    # Thirty right ones, then wrong ones: 30 of 46 are 65 %, 30 of 57 are 53 %.
    found, kept = learning.thresholds(findings([True] * 30 + [False] * 60))
    for level, target in learning.FOUND.items():
        count = int(30 / target)
        assert found[level] == pytest.approx(0.99 - (count - 1) / 100)
    assert found["likely"] > found["check"]
    assert set(kept.values()) == {1.01}  # no rule has claimed anything


def test_levels_are_in_order_and_sure_is_never_given() -> None:
    found, kept = learning.thresholds(findings([True] * 30 + [False] * 60))
    assert list(found) == list(LEVELS[1:])
    assert list(kept) == list(LEVELS[:-1])


def test_too_few_findings_say_nothing_of_a_level() -> None:
    few = findings([True] * (learning.SUPPORT - 1))
    assert set(learning.thresholds(few)[0].values()) == {1.01}
    enough = findings([True] * learning.SUPPORT)
    assert set(learning.thresholds(enough)[0].values()) == {enough[-1].probability}


def test_what_is_mostly_wrong_is_never_claimed() -> None:
    assert set(learning.thresholds(findings([False] * 40 + [True] * 20))[0].values()) == {1.01}


def test_a_rule_keeps_a_level_from_where_the_least_likely_that_keep_it_are_right_often_enough() -> None:
    sure = findings([True] * 30 + [False] * 10, "sure")
    check = findings([False] * 40, "check")
    _, kept = learning.thresholds([*sure, *check])
    (_, alone) = learning.thresholds(sure)
    assert kept == alone  # what a rule only guessed says nothing of those
    # Of twenty from it on, so many may be wrong; they are the least likely ones.
    wrong = learning.SUPPORT - ceil(learning.KEPT["sure"] * learning.SUPPORT)
    assert kept["sure"] == sure[29 + wrong].probability
    assert kept["likely"] == 1.01  # nothing was claimed there
    likely = findings([False] * 40, "likely")
    assert learning.thresholds([*sure, *likely])[1] == kept


# --- text that nobody has seen ---------------------------------------------------------------------------------------


def test_no_passage_is_weighed_by_a_model_that_saw_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [example(f"p{n}", "x", kind="funding" if n % 2 else "") for n in range(40) for _ in range(2)]
    also = [example(f"also{n}", "x") for n in range(5)]
    weighed: list[str] = []

    class Watched:
        def __init__(self, examples: Sequence[Any]) -> None:
            self.saw = {each.passage for each in examples}

        def probabilities(self, examples: Sequence[Any]) -> Any:
            names = {each.passage for each in examples}
            assert not names & self.saw
            assert names | self.saw == {each.passage for each in (*made, *also)}
            weighed.extend(names)
            return np.full((len(examples), len(KINDS)), 0.25)

    monkeypatch.setattr(learning, "Fitted", Watched)
    found = list(learning.unseen(made, also))
    assert sorted(weighed) == sorted({each.passage for each in made})
    assert len(weighed) == 40
    assert len(found) == 40 * len(KINDS)
    assert sum(each.right for each in found) == 20


def test_a_possible_fact_is_as_likely_as_its_likeliest_place(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [
        example("p", "low", kind="funding"),
        example("p", "high", kind="funding", ruled="sure"),
        example("q", "high", free="funding"),
    ]
    monkeypatch.setattr(
        learning.Fitted,
        "probabilities",
        lambda _, each: np.array([[0.9 if "high" in one.traits else 0.1] * len(KINDS) for one in each]),
    )
    found = list(learning.unseen(made))
    assert len(found) == 2 * len(KINDS) - 1  # what may be claimed or not is no finding
    (right,) = (each for each in found if each.right)
    assert (right.probability, right.ruled) == (0.9, "sure")


@pytest.mark.parametrize("claimed", [0.4, 0.6, 0.95])
def test_calibrated_a_probability_says_how_many_are_right(shown: list[Any], claimed: float) -> None:
    # Of what is claimed with this probability three of four are right, of what is all but denied one of fifty.
    fitted = learning.Fitted(shown)
    before = np.array(fitted.weights)
    made = [finding(claimed, n % 4 > 0) for n in range(400)] + [finding(0.02, n % 50 == 0) for n in range(800)]
    learning.calibrate(fitted, made)
    assert made[0].probability == pytest.approx(0.75, abs=0.05)
    assert made[-1].probability == pytest.approx(0.02, abs=0.02)
    # The model moves with its findings, by one stretch and one shift, and in this kind alone.
    column = KINDS.index("funding")
    assert [kind for kind in range(len(KINDS)) if (fitted.weights[kind] != before[kind]).any()] == [column]
    old, new = before[column], fitted.weights[column]
    stretch = (new[:-1] @ old[:-1]) / (old[:-1] @ old[:-1])
    assert new[:-1] == pytest.approx(old[:-1] * stretch)
    odds = [np.log(p / (1 - p)) for p in (claimed, made[0].probability)]
    assert odds[1] == pytest.approx(odds[0] * stretch + new[-1] - old[-1] * stretch, abs=1e-6)


def test_a_kind_of_too_few_facts_is_not_calibrated(shown: list[Any]) -> None:
    fitted = learning.Fitted(shown)
    before = np.array(fitted.weights)
    made = [finding(0.9, n < learning.SUPPORT - 1) for n in range(400)]
    learning.calibrate(fitted, made)
    assert (np.array(fitted.weights) == before).all()
    assert {each.probability for each in made} == {0.9}


def test_what_is_printed_tells_rules_model_and_both() -> None:
    made = [
        finding(0.9, True),
        finding(0.8, False),
        finding(0.1, True, "sure"),
        finding(0.1, True),
    ]
    assert list(learning.told(made, {"likely": 0.9, "check": 0.5})) == [
        "rules: 1 of 3 found, 1 right, precision 1.000, recall 0.333",
        "model: 2 of 3 found, 1 right, precision 0.500, recall 0.333",
        "both: 3 of 3 found, 2 right, precision 0.667, recall 0.667",
    ]


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_writes_the_weights_and_prints_what_they_are_worth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(learning, "__file__", str(tmp_path / "learning.py"))
    measured, also = tmp_path / "measured.toml", tmp_path / "also.toml"
    measured.write_text(practice(3), encoding="utf-8")
    also.write_text(practice(4).replace('id = "', 'id = "also-'), encoding="utf-8")
    learning.main([str(measured), "--also", str(also)])
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == ["rules", "model", "both"]
    seen = [list(learning.examples(passages([file]))) for file in (measured, also)]
    fitted, found = learning.Fitted([*seen[0], *seen[1]]), list(learning.unseen(seen[0], seen[1]))
    learning.calibrate(fitted, found)
    wanted = learning.written(fitted, *learning.thresholds(found))
    assert (tmp_path / "relations.json").read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize("part", ["numpy", "scipy.optimize"])
def test_without_its_libraries_it_is_told_what_to_install(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, part, None)
    source = Path(learning.__file__).read_text(encoding="utf-8")
    with pytest.raises(MissingPart, match="learning needs NumPy and SciPy") as missing:
        exec(compile(source, "learning.py", "exec"), {"__name__": "learning_again"})  # noqa: S102 - the module anew
    assert "pip install 'regiongraf[fast]'" in str(missing.value.hint)
    assert "inlärningen behöver NumPy och SciPy" in missing.value.said("sv")

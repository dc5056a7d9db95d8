"""What no single record can know: unique ids, references that lead somewhere, spans inside documents, no circles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from regiongraf.errors import RecordError, RecordErrors
from regiongraf.facts import Corpus, load

HASHES = 'span = "0123456789abcdef", before = "0123456789abcdef", after = "0123456789abcdef"'
SPAN = f"evidence = [{{ start = 0, end = 5, {HASHES} }}]"
REGISTRY = """\
[[organisation]]
id = "bolaget"
name = "Bolaget AB"
form = "LimitedCompany"
form_basis = "FormByName"

[[organisation]]
id = "moderbolaget"
name = "Moderbolaget AB"
form = "LimitedCompany"
form_basis = "FormByName"

[[organisation]]
id = "stiftelsen"
name = "Stiftelsen"
form = "Foundation"
form_basis = "FormByName"

[[organisation]]
id = "foreningen"
name = "Föreningen"
form = "NonProfitAssociation"
form_basis = "FormByName"

[[group]]
id = "kommunerna"
name = "kommunerna"
"""
SOURCE = """\
id = "verk"
kind = "ReportSource"
title = "Verket"
title_en = "The work"
issued = 2025-01-01

[[document]]
id = "text"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
media_type = "text/plain"
length = 100
file_name = "verk.txt"
"""

Load = Callable[..., Corpus]


@pytest.fixture
def corpus_of(tmp_path: Path) -> Load:
    """Facts as texts to a corpus: those of the work “verk”, more of the registry, another source.toml."""

    def _load(facts: str = "", registry: str = "", source: str = SOURCE) -> Corpus:
        for name, text in {
            "registry/organisations.toml": f"{REGISTRY}\n{registry}",
            "verk/source.toml": source,
            "verk/facts.toml": facts,
        }.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return load(tmp_path)

    return _load


def _ownership(id_: str, owner: str, owned: str, more: str = "") -> str:
    return f'[[ownership]]\nid = "{id_}"\nowner = "{owner}"\nowned = "{owned}"\nshare = 50\n{more}\n{SPAN}\n\n'


def _flow(id_: str, more: str = "") -> str:
    return (
        f'[[funding]]\nid = "{id_}"\nfunder = "NotStated"\nrecipient = "bolaget"\namount = "NotStated"\n'
        f'stage = "Granted"\ninstrument = "Loan"\n{more}\n{SPAN}\n\n'
    )


def _activity(id_: str, more: str = "") -> str:
    return f'[[activity]]\nid = "{id_}"\nkind = "Project"\nname = "{id_}"\nname_en = "{id_}"\n{more}\n{SPAN}\n\n'


def _unit(id_: str, unit: str, parent: str) -> str:
    return f'[[unit]]\nid = "{id_}"\nunit = "{unit}"\nparent = "{parent}"\n{SPAN}\n\n'


def _errors(load_: Callable[[], Corpus]) -> list[RecordError]:
    with pytest.raises(RecordErrors) as refusal:
        load_()
    assert all(error.place and error.hint for error in refusal.value.errors)
    return refusal.value.errors


def test_facts_that_fit_together_are_a_corpus_in_order_of_ids(corpus_of: Load) -> None:
    corpus = corpus_of(_ownership("b", "moderbolaget", "bolaget") + _ownership("a", "stiftelsen", "bolaget"))
    assert [located.record.id for _, located in corpus.records()] == ["a", "b"]
    assert [entry.record.key for entry in corpus.registry] == sorted(entry.record.key for entry in corpus.registry)
    assert corpus.record_count == 2


def test_companies_may_own_each_other(corpus_of: Load) -> None:
    facts = _ownership("a", "moderbolaget", "bolaget") + _ownership("b", "bolaget", "moderbolaget")
    assert corpus_of(facts).record_count == 2


@pytest.mark.parametrize(
    ("facts", "line", "field", "said"),
    [
        (_ownership("a", "moderbolagt", "bolaget"), 1, "owner", "'moderbolaget'"),
        (_ownership("a", "xyzzy", "bolaget"), 1, "owner", "'xyzzy'"),
        (_ownership("a", "moderbolaget", "bolaget", 'refines = "raderad"'), 1, "refines", "'raderad'"),
        (_ownership("a", "moderbolaget", "bolaget", 'conflicts_with = ["raderad"]'), 1, "conflicts_with", "'raderad'"),
        (_ownership("a", "moderbolaget", "stiftelsen"), 1, "owned", "founding"),
        (_ownership("a", "moderbolaget", "foreningen"), 1, "owned", "membership"),
        (
            _flow("a", 'part_of = "b"') + _flow("b", 'part_of = "c"') + _flow("c", 'part_of = "a"'),
            1,
            "part_of",
            "funding/a",
        ),
        (_activity("a", 'part_of = "b"') + _activity("b", 'part_of = "a"'), 1, "part_of", "activity/a"),
        (_activity("a", 'part_of = "a"'), 1, "part_of", "activity/a"),
        (
            _flow("z") + _unit("a", "bolaget", "moderbolaget") + _unit("b", "moderbolaget", "bolaget"),
            11,
            "parent",
            "bolaget",
        ),
        (
            _ownership("a", "moderbolaget", "bolaget") + _ownership("a", "stiftelsen", "bolaget"),
            9,
            "id",
            "facts.toml:1",
        ),
        (_flow("a", 'places = ["ange"]'), 1, "places", "'ange'"),
        (_flow("a").replace(SPAN, ""), 1, "evidence", "--find"),
        (_flow("a").replace("end = 5", "end = 101"), 1, "evidence", "101"),
        (_flow("a").replace("end = 5", 'document = "bilaga", end = 5'), 1, "evidence", "'bilaga'"),
    ],
)
def test_what_does_not_fit_together_is_one_error_with_its_place(
    corpus_of: Load, facts: str, line: int, field: str, said: str
) -> None:
    (error,) = _errors(lambda: corpus_of(facts))
    assert error.place is not None
    assert str(error.place.file).endswith("verk/facts.toml")
    assert (error.place.line, error.place.field) == (line, field)
    assert said in str(error)


def test_a_circle_of_refinements_is_told_once_and_where_it_starts(corpus_of: Load) -> None:
    facts = "".join(
        _ownership(id_, "moderbolaget", "bolaget", f'refines = "{to}"')
        for id_, to in [("b", "c"), ("c", "d"), ("d", "b"), ("a", "b")]
    )
    (error,) = _errors(lambda: corpus_of(facts))
    assert error.place is not None
    assert (error.place.line, error.place.field) == (1, "refines")


def test_a_chain_that_forks_and_meets_again_is_no_circle(corpus_of: Load) -> None:
    facts = _flow("a", 'part_of = "c"') + _flow("b", 'part_of = "c"') + _flow("c")
    assert corpus_of(facts).record_count == 3


ENTRY = '[[organisation]]\nid = "{id}"\nname = "N"\nform = "LimitedCompany"\nform_basis = "FormByName"\n{more}\n'
NUMBERED = 'number = "559999-9991"\nnumber_source = "verk"'


@pytest.mark.parametrize(
    ("registry", "said"),
    [
        (ENTRY.format(id="x", more=NUMBERED) + ENTRY.format(id="y", more=NUMBERED.replace("-", "")), "5599999991"),
        (ENTRY.format(id="bolaget", more=""), "organisation/bolaget"),
        ('[[group]]\nid = "bolaget"\nname = "g"\n', "agent bolaget"),
        (ENTRY.format(id="x", more='number = "5599999991"\nnumber_source = "okand"'), "okand"),
        (ENTRY.format(id="x", more='number = "800101-1234"\nnumber_source = "verk"'), "personal number"),
    ],
)
def test_the_registry_holds_each_body_once(corpus_of: Load, registry: str, said: str) -> None:
    errors = _errors(lambda: corpus_of(registry=registry))
    assert len(errors) == 1
    assert str(errors[0].place).partition(":")[0].endswith("organisations.toml")
    assert said in str(errors[0])


def test_background_knowledge_says_what_it_rests_on_and_has_no_spans(corpus_of: Load) -> None:
    background = SOURCE.partition("\n[[document]]")[0].replace("ReportSource", "BackgroundKnowledge")
    (error,) = _errors(lambda: corpus_of(_flow("a"), source=background))
    assert error.place is not None
    assert error.place.field == "basis_note"
    assert corpus_of(_flow("a").replace(SPAN, 'basis_note = "allmänt känt"'), source=background).record_count == 1


def test_a_span_names_its_document_when_the_work_has_several(corpus_of: Load) -> None:
    second = SOURCE.partition("\n[[document]]")[2].replace('"text"', '"bilaga"', 1)
    source = f"{SOURCE}\n[[document]]{second}"
    (error,) = _errors(lambda: corpus_of(_flow("a"), source=source))
    assert "bilaga" in str(error)
    assert corpus_of(_flow("a").replace("end = 5", 'document = "bilaga", end = 5'), source=source).record_count == 1


def test_a_source_and_its_folder_are_called_alike(corpus_of: Load) -> None:
    (error,) = _errors(lambda: corpus_of(source=SOURCE.replace('id = "verk"', 'id = "annat"')))
    assert str(error.place).endswith("source.toml:1")


def test_a_folder_of_facts_without_a_source_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "verk").mkdir()
    (tmp_path / "verk" / "facts.toml").write_text("", encoding="utf-8")
    (error,) = _errors(lambda: load(tmp_path))
    assert "source.toml" in str(error)


def test_records_beside_the_folders_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "facts.toml").write_text(_flow("a"), encoding="utf-8")
    (error,) = _errors(lambda: load(tmp_path))
    assert "facts.toml" in str(error)


def test_every_error_is_told_in_the_order_of_the_files(corpus_of: Load) -> None:
    facts = _ownership("a", "moderbolaget", "bolaget").replace("50", "120") + _flow("b").replace("Loan", "Lån")
    errors = _errors(lambda: corpus_of(facts))
    assert [error.place.line for error in errors if error.place] == [5, 15]


def test_an_empty_workspace_is_an_empty_corpus(tmp_path: Path) -> None:
    assert load(tmp_path).record_count == 0

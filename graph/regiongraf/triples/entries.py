"""The registry and the sources to RDF: organisations, groups, places, works and their documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regiongraf.model import Entry, Group, Organisation, Place, Source
from regiongraf.triples.terms import Triple, code, day, integer, iri, name, text
from regiongraf.vocabulary import Minter


class Keys:
    """Which kind an agent's id is of, so that an id alone gives its IRI."""

    def __init__(self, entries: list[Entry], minter: Minter, merged: Mapping[str, str] | None = None) -> None:
        self.minter = minter
        own = {entry.id: entry.key for entry in entries if not isinstance(entry, Place)}
        self._agents = own | {id_: own[other] for id_, other in (merged or {}).items() if other in own}

    def agent(self, id_: str) -> str:
        """The IRI term of an organisation or a group; of one that is the same as another, the preferred one's."""
        return self.thing(self._agents[id_])

    def thing(self, key: str) -> str:
        """The IRI term of what kind/id names."""
        return iri(self.minter.thing(key))


def labels(subject: str, entry: Entry) -> Iterator[Triple]:
    """Names in Swedish and English, other names, notes."""
    yield subject, name("skos:prefLabel"), text(entry.name, "sv")
    yield subject, name("skos:prefLabel"), text(entry.name_en or entry.name, "en")
    for alias in sorted(set(entry.aliases) - {entry.name}):
        yield subject, name("skos:altLabel"), text(alias, "sv")
    yield from notes(subject, entry.note, entry.note_en)


def same_triples(entry: Entry, preferred: str, keys: Keys) -> Iterator[Triple]:
    """An entry that is the same as a preferred one: it keeps its IRI, and its names become other names of that one."""
    yield keys.thing(entry.key), name("owl:sameAs"), preferred
    short = [entry.short] if isinstance(entry, Organisation) and entry.short else []
    for alias in sorted({entry.name, *entry.aliases, *short}):
        yield preferred, name("skos:altLabel"), text(alias, "sv")


def notes(subject: str, swedish: str | None, english: str | None) -> Iterator[Triple]:
    """A note in both languages, if there is one."""
    for value, language in ((swedish, "sv"), (english, "en")):
        if value:
            yield subject, name("skos:note"), text(value, language)


def entry_triples(entry: Entry, keys: Keys) -> Iterator[Triple]:
    """Everything that one entry of the registry states."""
    subject = keys.thing(entry.key)
    yield from labels(subject, entry)
    if isinstance(entry, Organisation):
        yield from _organisation(subject, entry, keys)
    elif isinstance(entry, Group):
        yield subject, name("rdf:type"), name("rg:AgentGroup")
        if entry.stated_count:
            yield subject, name("rg:statedCount"), integer(entry.stated_count)
    elif isinstance(entry, Place):
        yield subject, name("rdf:type"), name("rg:Place")
        yield subject, name("rg:placeKind"), code(entry.kind)
        if entry.code:
            yield subject, name("skos:notation"), text(entry.code)
        if entry.within:
            yield subject, name("dct:isPartOf"), keys.thing(f"place/{entry.within}")


def _organisation(subject: str, entry: Organisation, keys: Keys) -> Iterator[Triple]:
    yield subject, name("rdf:type"), code(entry.form)
    yield subject, name("org:classification"), code(f"{entry.form}Form")
    yield subject, name("rg:formBasis"), code(entry.form_basis)
    for branch in entry.branches:
        yield subject, name("rdf:type"), code(branch)
    if entry.short:
        yield subject, name("rg:shortName"), text(entry.short)
    if entry.number and entry.number_source:
        yield subject, name("rg:organisationNumber"), text(entry.number)
        yield subject, name("rg:numberSource"), keys.thing(f"source/{entry.number_source}")
    for identifier in entry.identifiers:
        node = iri(f"{keys.minter.thing(entry.key)}/identifier/{identifier.scheme}")
        yield subject, name("adms:identifier"), node
        yield node, name("rdf:type"), name("adms:Identifier")
        yield node, name("skos:notation"), text(identifier.value)
        yield node, name("rg:identifierScheme"), text(identifier.scheme)
        yield node, name("prov:hadPrimarySource"), keys.thing(f"source/{identifier.source}")
    if entry.place:
        yield subject, name("dct:spatial"), keys.thing(f"place/{entry.place}")
    if entry.homepage:
        yield subject, name("foaf:homepage"), iri(entry.homepage)
    if entry.legal_person:
        yield subject, name("rg:partOfLegalPerson"), keys.agent(entry.legal_person)


def source_triples(source: Source, keys: Keys) -> Iterator[Triple]:
    """A work and its documents: what they are, never what they say."""
    subject = keys.thing(source.key)
    yield subject, name("rdf:type"), name("rg:Source")
    yield subject, name("rg:sourceKind"), code(source.kind)
    yield subject, name("dct:title"), text(source.title, "sv")
    yield subject, name("dct:title"), text(source.title_en, "en")
    yield subject, name("dct:issued"), day(source.issued)
    yield subject, name("dct:language"), text(source.language)
    if source.publisher:
        yield subject, name("dct:publisher"), keys.agent(source.publisher)
    yield from notes(subject, source.note, source.note_en)
    for document in source.document:
        node = keys.thing(f"{source.key}/document/{document.id}")
        yield subject, name("rg:document"), node
        yield node, name("rdf:type"), name("rg:Document")
        yield node, name("rg:sha256"), text(document.sha256)
        yield node, name("rg:mediaType"), text(document.media_type)
        yield node, name("rg:textLength"), integer(document.length)
        yield node, name("rg:fileName"), text(document.file_name)

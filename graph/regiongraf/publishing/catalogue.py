"""The catalogue that data portals harvest: DCAT-AP-SE 3.0.1 and DCAT-AP 3.0.1 at once, without blank nodes.

Sources: https://docs.dataportal.se/dcat/ and https://semiceu.github.io/DCAT-AP/releases/3.0.1/. Where the two differ in
what they take for a format, the EU's form is written (an IRI beside the media type); `literal_formats` gives the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from regiongraf.model.periods import days
from regiongraf.publishing.authority import (
    AVAILABILITIES,
    HIGH_VALUE,
    HIGH_VALUE_CATEGORIES,
    HIGH_VALUE_LAW,
    NAL,
    THEMES,
)
from regiongraf.publishing.statistics import Statistics
from regiongraf.triples import Triple
from regiongraf.triples.terms import iri, text
from regiongraf.vocabulary import PREFIXES
from regiongraf.workspace import Catalogue

IANA = "https://www.iana.org/assignments/media-types/"
ORGANISATION = "http://dataportal.se/organisation/SE"
ONTOLOGY = "https://w3id.org/regiongraf/def"
PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"
CATALOGUE_PREFIXES: dict[str, str] = {
    **PREFIXES,
    "country": f"{NAL}country/",
    "dcatap": "http://data.europa.eu/r5r/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "filetype": f"{NAL}file-type/",
    "frequency": f"{NAL}frequency/",
    "language": f"{NAL}language/",
    "spdx": "http://spdx.org/rdf/terms#",
    "theme": f"{NAL}data-theme/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
}
LANGUAGES = {"sv": "SWE", "en": "ENG"}


@dataclass(frozen=True, slots=True)
class Download:
    """One file that can be downloaded: `path` within the published folder, its size in bytes and its SHA-256."""

    path: str
    media_type: str
    file_type: str
    """Its code in the EU's list of file types."""
    size: int
    sha256: str
    title: tuple[str, str]
    """In Swedish and English."""
    packed: str | None = None
    """The media type of its packing, such as application/gzip."""
    schema: str | None = None
    """The IRI of the standard or ontology that its content follows."""


SPARQL = ("SPARQL-ändpunkt", "SPARQL endpoint")
ANSWER = Download("", "application/sparql-results+json", "JSON", 0, "", SPARQL)
"""What the endpoint answers with, as far as its format goes."""
WHOLE = "all"
"""The slug of the dataset that holds all the others."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: name in both languages, IRI, and type of publisher (a code of adms publishertype)."""

    iri: str
    name: tuple[str, str]
    type: str | None
    number: str | None = None
    """Its organisation number."""
    homepage: str | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """One dataset of the catalogue: the whole, or one named graph of it."""

    slug: str
    title: tuple[str, str]
    description: tuple[str, str]
    downloads: tuple[Download, ...]
    sources: tuple[str, ...] = ()
    """IRI terms of the sources that it rests on."""
    digest: str | None = None
    statistics: Statistics | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What all datasets share: where they are published, by whom, when, and what the settings say."""

    base: str
    title: tuple[str, str]
    description: tuple[str, str]
    licence: str | None
    languages: tuple[str, ...]
    day: date
    publisher: Publisher
    settings: Catalogue

    @property
    def folder(self) -> str:
        """The web address of the published folder."""
        return self.settings.downloads or self.base


def catalogue(frame: Frame, datasets: Iterable[Described]) -> set[Triple]:
    """The triples of the catalogue, its datasets, their distributions, and the service that answers SPARQL."""
    writer = _Writer(frame)
    return set(writer.catalogue(list(datasets)))


def name(prefixed: str) -> str:
    """The IRI term of a prefixed name of the catalogue's vocabularies."""
    prefix, _, local = prefixed.partition(":")
    return iri(CATALOGUE_PREFIXES[prefix] + local)


class _Writer:
    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.settings = frame.settings
        self.me = iri(f"{frame.base}catalogue")
        self.publisher = iri(frame.publisher.iri)
        self.contact = iri(f"{frame.base}catalogue/contact")
        self.service = iri(f"{frame.base}catalogue/sparql")

    def catalogue(self, datasets: list[Described]) -> Iterator[Triple]:
        me, frame = self.me, self.frame
        yield me, name("rdf:type"), name("dcat:Catalog")
        yield from self._told(me, frame.title, frame.description)
        yield me, name("dct:publisher"), self.publisher
        yield me, name("foaf:homepage"), iri(frame.folder)
        yield iri(frame.folder), name("rdf:type"), name("foaf:Document")
        yield me, name("dcat:themeTaxonomy"), iri(f"{NAL}data-theme")
        yield iri(f"{NAL}data-theme"), name("rdf:type"), name("skos:ConceptScheme")
        yield from _both(iri(f"{NAL}data-theme"), "dct:title", ("Datatema", "Data theme"))
        # Sweden's portal takes no other licence of the descriptions than CC0, whatever the data have.
        yield from self._licence(me, self.settings.licence)
        yield from self._common(me)
        yield from self._places(me)
        yield from self._agents()
        for dataset in datasets:
            yield me, name("dcat:dataset"), self._iri(dataset)
            yield from self._dataset(dataset)
        if self.settings.endpoint:
            yield me, name("dcat:service"), self.service
            yield from self._service(datasets)

    def _iri(self, dataset: Described) -> str:
        return iri(f"{self.frame.base}dataset/{dataset.slug}")

    def _told(self, subject: str, title: tuple[str, str], description: tuple[str, str]) -> Iterator[Triple]:
        yield from _both(subject, "dct:title", title)
        yield from _both(subject, "dct:description", description)

    def _common(self, subject: str) -> Iterator[Triple]:
        """Languages and dates."""
        for language in self.frame.languages:
            code = name(f"language:{LANGUAGES[language]}")
            yield subject, name("dct:language"), code
            yield code, name("rdf:type"), name("dct:LinguisticSystem")
        for dated in ("dct:issued", "dct:modified"):
            yield subject, name(dated), _day(self.frame.day)

    def _licence(self, subject: str, licence: str | None) -> Iterator[Triple]:
        if licence:
            # One address for one licence: Creative Commons names its own with http.
            term = iri(licence.replace("https://creativecommons.org/", "http://creativecommons.org/"))
            yield subject, name("dct:license"), term
            yield term, name("rdf:type"), name("dct:LicenseDocument")

    def _access(self, subject: str) -> Iterator[Triple]:
        public = iri(f"{NAL}access-right/PUBLIC")
        yield subject, name("dct:accessRights"), public
        yield public, name("rdf:type"), name("dct:RightsStatement")

    def _law(self, subject: str, *, categories: bool) -> Iterator[Triple]:
        """That this is among the datasets of high value, where the settings say so."""
        if not self.settings.high_value:
            return
        yield subject, name("dcatap:applicableLegislation"), iri(HIGH_VALUE_LAW)
        yield iri(HIGH_VALUE_LAW), name("rdf:type"), name("eli:LegalResource")
        for code in self.settings.high_value if categories else ():
            yield subject, name("dcatap:hvdCategory"), iri(HIGH_VALUE + code)
            yield from _concept(iri(HIGH_VALUE + code), HIGH_VALUE_CATEGORIES[code])

    def _page(self, subject: str) -> Iterator[Triple]:
        page = iri(self.settings.landing_page or self.frame.folder)
        yield subject, name("dcat:landingPage"), page
        yield page, name("rdf:type"), name("foaf:Document")

    def _subjects(self, subject: str) -> Iterator[Triple]:
        """Keywords and themes."""
        for language, words in (("sv", self.settings.keywords), ("en", self.settings.keywords_en)):
            for word in words:
                yield subject, name("dcat:keyword"), text(word, language)
        for code in self.settings.themes:
            yield subject, name("dcat:theme"), name(f"theme:{code}")
            yield from _concept(name(f"theme:{code}"), THEMES[code])

    def _places(self, subject: str) -> Iterator[Triple]:
        for place in self.settings.spatial:
            yield subject, name("dct:spatial"), iri(place)
            yield iri(place), name("rdf:type"), name("dct:Location")

    def _agents(self) -> Iterator[Triple]:
        publisher = self.frame.publisher
        yield self.publisher, name("rdf:type"), name("foaf:Agent")
        yield from _both(self.publisher, "foaf:name", publisher.name)
        if publisher.type:
            type_ = iri(f"http://purl.org/adms/publishertype/{publisher.type}")
            yield self.publisher, name("dct:type"), type_
            yield from _concept(type_, (publisher.type, publisher.type))
        if publisher.number:
            yield self.publisher, name("dct:identifier"), text(publisher.number)
        if publisher.homepage:
            yield self.publisher, name("foaf:homepage"), iri(publisher.homepage)
            yield iri(publisher.homepage), name("rdf:type"), name("foaf:Document")
        told = self.settings.publisher_description
        if told:
            english = self.settings.publisher_description_en or told
            yield from _both(self.publisher, "dct:description", (told, english))
        contact = self.settings.contact
        if contact:
            # The EU's profile asks for vcard:Kind, the Swedish one for one of its two classes.
            for class_ in ("vcard:Organization", "vcard:Kind"):
                yield self.contact, name("rdf:type"), name(class_)
            yield self.contact, name("vcard:fn"), text(contact.name)
            yield self.contact, name("vcard:hasEmail"), iri(f"mailto:{contact.email}")
            if contact.url:
                yield self.contact, name("vcard:hasURL"), iri(contact.url)

    def _dataset(self, dataset: Described) -> Iterator[Triple]:
        me, settings = self._iri(dataset), self.settings
        for class_ in ("dcat:Dataset", "void:Dataset"):
            yield me, name("rdf:type"), name(class_)
        yield from self._told(me, dataset.title, dataset.description)
        yield me, name("dct:publisher"), self.publisher
        yield me, name("dct:identifier"), text(me[1:-1])
        if settings.contact:
            yield me, name("dcat:contactPoint"), self.contact
        yield from self._licence(me, self.frame.licence)
        yield from self._common(me)
        yield from self._places(me)
        yield from self._about(me)
        yield from self._provenance(me, dataset)
        for source in dataset.sources:
            yield me, name("prov:wasDerivedFrom"), source
        if dataset.digest:
            yield me, name("dcat:version"), text(f"RDFC-1.0 {dataset.digest}")
        if dataset.statistics:
            yield from dataset.statistics.triples(me, name)
        if settings.endpoint:
            yield me, name("void:sparqlEndpoint"), iri(settings.endpoint)
        for download in dataset.downloads:
            yield from self._distribution(me, dataset.title, download)
        if settings.endpoint and dataset.slug == WHOLE:
            yield from self._queried(me, dataset.title)

    def _about(self, me: str) -> Iterator[Triple]:
        """What a dataset is about, for whom it is, and how often it is made anew."""
        settings = self.settings
        yield from self._subjects(me)
        yield from self._law(me, categories=True)
        if settings.temporal is not None:
            period = days(settings.temporal)
            span = iri(f"{me[1:-1]}/period")
            yield me, name("dct:temporal"), span
            yield span, name("rdf:type"), name("dct:PeriodOfTime")
            for edge, moment in (("startDate", period.start), ("endDate", period.end)):
                if moment:
                    yield span, name(f"dcat:{edge}"), _day(moment)
        frequency = name(f"frequency:{settings.accrual}")
        yield me, name("dct:accrualPeriodicity"), frequency
        yield frequency, name("rdf:type"), name("dct:Frequency")
        yield from self._access(me)
        yield from _standard(me, ONTOLOGY)
        yield me, name("void:uriSpace"), text(f"{self.frame.base}id/")
        yield me, name("void:vocabulary"), iri(f"{ONTOLOGY}#")
        yield from self._page(me)

    def _provenance(self, me: str, dataset: Described) -> Iterator[Triple]:
        settings = self.settings
        node = iri(f"{me[1:-1]}/provenance")
        default = (
            "Uppgifter som lästs ur offentliga rapporter; varje uppgift anger källa och plats.",
            "Facts read from public reports; each says its source and where it stands.",
        )
        said = (settings.provenance or default[0], settings.provenance_en or settings.provenance or default[1])
        yield me, name("dct:provenance"), node
        yield node, name("rdf:type"), name("dct:ProvenanceStatement")
        # DCAT-AP names no property of its text; DCAT-AP-SE asks for a description.
        for property_ in ("rdfs:label", "dct:description"):
            yield from _both(node, property_, said)

    def _distribution(self, dataset: str, title: tuple[str, str], download: Download) -> Iterator[Triple]:
        me = iri(f"{dataset[1:-1]}/distribution/{download.path.rpartition('/')[2]}")
        address = iri(self.frame.folder + download.path)
        yield from self._offered(dataset, me, title, download.title, address)
        yield dataset, name("void:dataDump"), address
        yield me, name("dcat:downloadURL"), address
        yield from self._format(me, download)
        if download.schema:
            yield from _standard(me, download.schema)
        yield me, name("dcat:byteSize"), _typed(str(download.size), "nonNegativeInteger")
        checksum = iri(f"{me[1:-1]}/checksum")
        yield me, name("spdx:checksum"), checksum
        yield checksum, name("rdf:type"), name("spdx:Checksum")
        yield checksum, name("spdx:algorithm"), name("spdx:checksumAlgorithm_sha256")
        yield name("spdx:checksumAlgorithm_sha256"), name("rdf:type"), name("spdx:ChecksumAlgorithm")
        yield checksum, name("spdx:checksumValue"), _typed(download.sha256, "hexBinary")

    def _queried(self, dataset: str, title: tuple[str, str]) -> Iterator[Triple]:
        """The endpoint as a distribution: Sweden's portal shows no service that none leads to."""
        me = iri(f"{dataset[1:-1]}/distribution/sparql")
        yield from self._offered(dataset, me, title, SPARQL, iri(self.settings.endpoint or ""))
        yield me, name("dcat:accessService"), self.service
        yield from self._format(me, ANSWER)

    def _offered(
        self, dataset: str, me: str, title: tuple[str, str], form: tuple[str, str], address: str
    ) -> Iterator[Triple]:
        """What is said of every distribution, whether it is a file or a service."""
        yield dataset, name("dcat:distribution"), me
        yield me, name("rdf:type"), name("dcat:Distribution")
        yield from _both(me, "dct:title", form)
        yield from _both(me, "dct:description", (f"{title[0]}: {form[0]}", f"{title[1]}: {form[1]}"))
        if self.settings.availability:
            code = iri(f"{NAL}planned-availability/{self.settings.availability}")
            yield me, name("dcatap:availability"), code
            yield from _concept(code, AVAILABILITIES[self.settings.availability])
        yield me, name("dcat:accessURL"), address
        # The EU's shapes ask for a class that every resource has.
        yield address, name("rdf:type"), name("rdfs:Resource")
        yield from self._licence(me, self.frame.licence)
        yield from self._common(me)
        yield from self._law(me, categories=False)
        rights = self.settings.rights
        if rights:
            node = iri(f"{self.frame.base}catalogue/rights")
            yield me, name("dct:rights"), node
            yield node, name("rdf:type"), name("dct:RightsStatement")
            yield from _both(node, "rdfs:label", (rights, self.settings.rights_en or rights))

    def _format(self, me: str, download: Download) -> Iterator[Triple]:
        if self.settings.literal_formats:
            yield me, name("dct:format"), text(download.media_type)
        else:
            yield me, name("dct:format"), name(f"filetype:{download.file_type}")
            yield name(f"filetype:{download.file_type}"), name("rdf:type"), name("dct:MediaTypeOrExtent")
            yield me, name("dcat:mediaType"), iri(IANA + download.media_type)
            yield iri(IANA + download.media_type), name("rdf:type"), name("dct:MediaType")
        if download.packed:
            packing = "dcat:packageFormat" if download.packed == "application/zip" else "dcat:compressFormat"
            yield me, name(packing), iri(IANA + download.packed)
            yield iri(IANA + download.packed), name("rdf:type"), name("dct:MediaType")

    def _service(self, datasets: list[Described]) -> Iterator[Triple]:
        endpoint = iri(self.settings.endpoint or "")
        yield self.service, name("rdf:type"), name("dcat:DataService")
        yield from _both(self.service, "dct:title", SPARQL)
        (sv, en) = self.frame.title
        said = (f"Svarar på SPARQL-frågor om {sv}.", f"Answers SPARQL queries about {en}.")
        yield from _both(self.service, "dct:description", said)
        yield self.service, name("dcat:endpointURL"), endpoint
        yield self.service, name("dcat:endpointDescription"), endpoint
        yield endpoint, name("rdf:type"), name("rdfs:Resource")
        yield self.service, name("dct:publisher"), self.publisher
        yield from self._licence(self.service, self.frame.licence)
        yield from self._access(self.service)
        yield from self._subjects(self.service)
        yield from self._law(self.service, categories=True)
        yield from self._page(self.service)
        yield from _standard(self.service, PROTOCOL)
        if self.settings.contact:
            yield self.service, name("dcat:contactPoint"), self.contact
        yield from ((s, p, o) for s, p, o in self._format(self.service, ANSWER) if p != name("dcat:mediaType"))
        for dataset in datasets:
            yield self.service, name("dcat:servesDataset"), self._iri(dataset)


def _both(subject: str, property_: str, said: tuple[str, str]) -> Iterator[Triple]:
    for words, language in zip(said, ("sv", "en"), strict=True):
        yield subject, name(property_), text(words, language)


def _concept(term: str, labels: tuple[str, str]) -> Iterator[Triple]:
    yield term, name("rdf:type"), name("skos:Concept")
    yield from _both(term, "skos:prefLabel", labels)


def _standard(subject: str, standard: str) -> Iterator[Triple]:
    yield subject, name("dct:conformsTo"), iri(standard)
    yield iri(standard), name("rdf:type"), name("dct:Standard")


def _typed(lexical: str, datatype: str) -> str:
    return f'"{lexical}"^^{name(f"xsd:{datatype}")}'


def _day(value: date) -> str:
    return _typed(value.isoformat(), "date")

"""Namespaces, IRIs, and the check digit of Swedish organisation numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from regiongraf.errors import Refused

DEFAULT_BASE = "https://w3id.org/regiongraf/"
TERMS = "https://w3id.org/regiongraf/def#"
CURRENCIES = "http://publications.europa.eu/resource/authority/currency/"
"""The EU authority list of currencies; a code of ISO 4217 follows."""

PREFIXES: dict[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "cv": "http://data.europa.eu/m8g/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rg": TERMS,
    "schema": "https://schema.org/",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def expand(name: str) -> str:
    """The IRI of a prefixed name of `PREFIXES`; KeyError for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def with_prefixes(query: str) -> str:
    """A query with every prefix of `PREFIXES` that it uses and does not declare, on its first line."""
    declared = {name.lower() for name in re.findall(r"(?i)\bPREFIX\s+([\w-]*):", query)}
    missing = [name for name in PREFIXES if name not in declared and re.search(rf"(?<![\w-]){name}:", query)]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in missing) + query


@dataclass(frozen=True, slots=True)
class Minter:
    """IRIs of a workspace: `<base>id/<kind>/<slug>` for things, `<base>graph/…` for named graphs."""

    base: str = DEFAULT_BASE

    @classmethod
    def of_graphs(cls, graphs: Iterable[str]) -> Minter | None:
        """The minter of a dataset, by the names of its graphs; None when none of them is a derived graph."""
        own = sorted(graph.removesuffix("graph/derived") for graph in graphs if graph.endswith("/graph/derived"))
        return cls(own[0]) if own else None

    def thing(self, key: str) -> str:
        """The IRI of what `key` (kind/id) names."""
        return f"{self.base}id/{key}"

    def evidence(self, work: str, document: str, start: int, end: int) -> str:
        """The IRI of a span: a location, named by where it lies."""
        return f"{self.base}id/evidence/{work}/{document}/{start}-{end}"

    def source_graph(self, work: str) -> str:
        """The named graph of the facts of one work."""
        return f"{self.base}graph/source/{work}"

    @property
    def registry_graph(self) -> str:
        """The named graph of organisations, groups and places."""
        return f"{self.base}graph/registry"

    @property
    def derived_graph(self) -> str:
        """The named graph of what follows by rule."""
        return f"{self.base}graph/derived"

    @property
    def ontology_graph(self) -> str:
        """The named graph of terms and code lists."""
        return f"{self.base}graph/ontology"


_ADDRESS_CHAR = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2}|[\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef])"
_ADDRESS = re.compile(rf"https?://[\w.-]+(?::[0-9]+)?(?:[/?]{_ADDRESS_CHAR}*)?(?:#{_ADDRESS_CHAR}*)?")


def check_address(text: str) -> str:
    """An address on the web that is also an IRI, unchanged; else ValueError. Source: RFC 3987, section 2.2."""
    if not _ADDRESS.fullmatch(text):
        raise Refused(
            f"an address on the web starts with https:// and holds no spaces or brackets; got {text!r}",
            f"en webbadress börjar med https:// och saknar mellanslag och klamrar; här står {text!r}",
        )
    return text


def check_organisation_number(text: str) -> str:
    """The number as ten digits, if its form and its Luhn check digit are right; else ValueError.

    A number whose third digit is 0 or 1 is a personal number and is refused: the third digit of an organisation
    number is at least 2 (Swedish Tax Agency, SKV 709).
    """
    digits = text.replace("-", "", 1)
    if not re.fullmatch(r"[0-9]{6}-?[0-9]{4}", text):
        raise Refused(
            f"an organisation number is ten digits, such as 5599999991 or 559999-9991; got {text!r}",
            f"ett organisationsnummer är tio siffror, som 5599999991 eller 559999-9991; här står {text!r}",
        )
    if int(digits[2]) < 2:
        raise Refused(
            "the third digit is below 2, so this is a personal number: persons are never recorded by number",
            "den tredje siffran är mindre än 2, så detta är ett personnummer: personer anges aldrig med nummer",
        )
    doubled = (int(digit) * (2 - position % 2) for position, digit in enumerate(digits))
    if sum(sum(divmod(product, 10)) for product in doubled) % 10:
        raise Refused(
            f"the check digit of {text!r} is wrong: compare it with the source",
            f"kontrollsiffran i {text!r} stämmer inte: jämför med källan",
        )
    return digits

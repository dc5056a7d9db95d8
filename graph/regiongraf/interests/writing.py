"""Findings to triples: a node with an IRI of its own for each, rounded outward where a decimal cannot say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from regiongraf.interests.working import Findings, Found
from regiongraf.model import ControlGround, GroupPosition, OwnerSector, VerdictCode, VoteReading
from regiongraf.ownership import Bounds, Ground, Position, Reading, Sector, Verdict
from regiongraf.triples import Triple, terms
from regiongraf.triples.terms import decimal, iri, text, true
from regiongraf.vocabulary import Minter

Said = tuple[str, str]
"""A property and its value, as terms."""
Node = tuple[str, list[Said]]
"""The IRI term of a finding, and what is said of it."""
name, code, known_iri = cache(terms.name), cache(terms.code), lru_cache(1 << 17)(iri)
"""Terms that are asked for so often that they are remembered."""
TRUE = true()
MOST_PLACES = 12
"""Decimals of a share in per cent that is written as it is; the 18 that SPARQL engines have stay out of reach."""
ROUNDED_PLACES = 6
"""Decimals of an end that was rounded outward."""

VERDICTS = {
    Verdict.CERTAIN: VerdictCode.CERTAIN,
    Verdict.POSSIBLE: VerdictCode.POSSIBLE,
    Verdict.NO: VerdictCode.RULED_OUT,
}
READINGS = {Reading.STRICT: VoteReading.STRICT, Reading.ONE_SHARE_ONE_VOTE: VoteReading.ONE_SHARE_ONE_VOTE}
GROUNDS = {
    Ground.VOTES: ControlGround.VOTES,
    Ground.BOARD: ControlGround.BOARD,
    Ground.SOLE_INFLUENCE: ControlGround.SOLE_INFLUENCE,
    Ground.SAME_LEGAL_PERSON: ControlGround.SAME_LEGAL_PERSON,
    Ground.SHARES_NOT_KNOWN: ControlGround.SHARES_NOT_KNOWN,
    Ground.HOLDERS_NOT_NAMED: ControlGround.HOLDERS_NOT_NAMED,
    Ground.OTHERS_DECIDE: ControlGround.OTHERS_DECIDE,
}
SECTORS = {
    Sector.STATE: OwnerSector.STATE,
    Sector.MUNICIPAL: OwnerSector.MUNICIPAL,
    Sector.REGIONAL: OwnerSector.REGIONAL,
    Sector.NOT_PUBLIC: OwnerSector.NOT_PUBLIC,
}
POSITIONS = {Position.SUBSIDIARY: GroupPosition.SUBSIDIARY, Position.ASSOCIATED: GroupPosition.ASSOCIATED}


def triples(findings: Findings, minter: Minter) -> list[Triple]:
    """Everything that was found, in term order, and what is said of it all on the IRI of the derived graph."""
    names = Names(minter)
    made: dict[str, list[Said]] = {iri(minter.derived_graph): list(_description(findings))}
    written = (
        _interests(findings, names), _controls(findings, names), _groups(findings, names),
        _access(findings, names), _sectors(findings, names),
    )  # fmt: skip
    for kind in written:
        for node, said in kind:
            made.setdefault(node, []).extend(said)
    # What is said of a node is nearly in order as it is made, which makes sorting millions quick.
    return [(node, property_, value) for node in sorted(made) for property_, value in sorted(made[node])]


class Names:
    """IRIs of findings, made of the last parts of the IRIs they are about; two findings never get one name."""

    def __init__(self, minter: Minter) -> None:
        self.minter = minter
        self._taken: dict[str, tuple[str, ...]] = {}

    def of(self, kind: str, suffix: str, *parts: str) -> str:
        """The IRI term of one finding; `parts` are IRIs, and words that stand between them."""
        for slug in _slugs(parts):
            key = f"{kind}/{slug}{suffix}"
            if self._taken.setdefault(key, (kind, suffix, *parts)) == (kind, suffix, *parts):
                return iri(self.minter.thing(key))
        raise AssertionError("a thousand findings of one name")


def _slugs(parts: tuple[str, ...]) -> Iterator[str]:
    """The name that is wanted, and then longer and longer ones."""
    yield "-".join(part.rstrip("/").rpartition("/")[2] if "://" in part else part for part in parts)
    longer = ["-".join(part.rstrip("/").split("/")[-2:]) if "://" in part else part for part in parts]
    yield "--".join(longer)
    yield from ("--".join([*longer, str(at)]) for at in range(2, 1000))


def percent(share: Bounds) -> tuple[Decimal, Decimal, bool, bool, bool]:
    """Lowest and highest in per cent, whether each is open, and whether either was rounded outward.

    An end that was rounded is never reached, so it is open.
    """
    down, is_down = _end(share.low, up=False)
    up, is_up = (down, is_down) if share.high is share.low and not is_down else _end(share.high, up=True)
    return down, up, share.low_open or is_down, share.high_open or is_up, is_down or is_up


def _end(share: Fraction, *, up: bool) -> tuple[Decimal, bool]:
    """A part of one in per cent, and whether it had to be rounded: a decimal of `MOST_PLACES` says it or none does."""
    scaled, rest = divmod(100 * 10**MOST_PLACES * share.numerator, share.denominator)
    if not rest:
        return Decimal(scaled).scaleb(-MOST_PLACES), False
    scaled = 100 * 10**ROUNDED_PLACES * share.numerator // share.denominator
    return Decimal(scaled + up).scaleb(-ROUNDED_PLACES), True


def _interests(findings: Findings, names: Names) -> Iterator[Node]:
    for each, found in findings.interests:
        kind = "interest-through" if found.through_membership else "interest"
        said = _finding("EffectiveInterest", each.owner, each.body, found)
        if found.ultimate:
            said.append((name("rg:holderIsUltimate"), TRUE))
        if each.direct is not None:
            _share(said, each.direct, "lowestDirect", "highestDirect")
        rounded = _share(said, each.share, "lowestShare", "highestShare")
        _share(said, each.unnamed, "lowestUnnamed", "highestUnnamed")
        if each.rests_on_conflict:
            said.append((name("rg:restsOnConflict"), TRUE))
        if rounded:
            said.append((name("rg:shareRounded"), TRUE))
        if found.through_membership:
            said.append((name("rg:throughMembership"), TRUE))
        yield names.of(kind, "", each.owner, "in", each.body), said


def _share(said: list[Said], share: Bounds, lowest: str, highest: str) -> bool:
    """Say both ends of a share; returns whether one of them was rounded."""
    low, high, low_open, high_open, rounded = percent(share)
    said.append((name(f"rg:{highest}"), decimal(high)))
    if high_open:
        said.append((name(f"rg:{highest}Open"), TRUE))
    said.append((name(f"rg:{lowest}"), decimal(low)))
    if low_open:
        said.append((name(f"rg:{lowest}Open"), TRUE))
    return rounded


def _controls(findings: Findings, names: Names) -> Iterator[Node]:
    for control, found in findings.controls:
        about = _finding("ControlFinding", control.owners[0], control.body, found)
        for reading in Reading:
            finding = control.under(reading)
            said = [*about, (name("rg:ground"), code(GROUNDS[finding.ground]))]
            _share(said, finding.votes, "lowestVotes", "highestVotes")
            said += _codes(reading, finding.verdict)
            said += [(name("rg:countedThrough"), known_iri(body)) for body in finding.through]
            yield names.of("control", _tail(reading), control.owners[0], "over", control.body), said


def _groups(findings: Findings, names: Names) -> Iterator[Node]:
    for owner, reading, member, found in findings.groups:
        said = _finding("GroupFinding", owner, member.body, found)
        said.append((name("rg:groupPosition"), code(POSITIONS[member.position])))
        said += _codes(reading, member.verdict)
        yield names.of("group-position", _tail(reading), owner, "and", member.body), said


def _access(findings: Findings, names: Names) -> Iterator[Node]:
    for access, found in findings.access:
        for reading, verdict in _readings(access.strict, access.if_one_share_one_vote):
            said = [*_finding("PublicAccessFinding", None, access.body, found), *_codes(reading, verdict)]
            yield names.of("public-access", _tail(reading), access.body), said


def _sectors(findings: Findings, names: Names) -> Iterator[Node]:
    for sector, found in findings.sectors:
        said = _finding("SectorFinding", None, sector.body, found)
        said += [(name("rg:possibleSector"), code(SECTORS[each])) for each in sector.possible]
        verdict = Verdict.CERTAIN if len(sector.possible) == 1 else Verdict.POSSIBLE
        said.append((name("rg:verdict"), code(VERDICTS[verdict])))
        yield names.of("sector", "", sector.body), said


def _finding(kind: str, owner: str | None, body: str, found: Found) -> list[Said]:
    said = [(name("rdf:type"), name(type_)) for type_ in ("prov:Entity", f"rg:{kind}", "rg:Finding")]
    rests_on = name("prov:wasDerivedFrom")
    said += [(rests_on, known_iri(statement)) for statement in found.statements]
    said.append((name("rg:findingAbout"), known_iri(body)))
    if owner is not None:
        said.append((name("rg:findingOf"), known_iri(owner)))
    return said


def _codes(reading: Reading, verdict: Verdict) -> tuple[Said, Said]:
    return (name("rg:reading"), code(READINGS[reading])), (name("rg:verdict"), code(VERDICTS[verdict]))


def _tail(reading: Reading) -> str:
    return "" if reading is Reading.STRICT else f"/{reading}"


def _readings(strict: Verdict, assumed: Verdict) -> Iterable[tuple[Reading, Verdict]]:
    return (Reading.STRICT, strict), (Reading.ONE_SHARE_ONE_VOTE, assumed)


def _description(findings: Findings) -> Iterator[Said]:
    """What the derived graph says of itself: how much was written, and what was left out."""
    count, cap, left = len(findings.interests), findings.cap, findings.left_out
    broken = len(findings.impossible)
    yield (
        name("dct:description"),
        text(
            f"Uträknade andelar: {count} par av innehavare och organisation. Med är par där andelen kan vara minst 1 "
            f"procent och par vars innehavare ingen anges stå bakom, högst tio för varje innehav ({cap}); {left} är "
            f"utelämnade. Om {broken} organisationer går uppgifterna inte ihop och inget är uträknat.",
            "sv",
        ),
    )
    yield (
        name("dct:description"),
        text(
            f"Shares worked out: {count} pairs of holder and body. Told are pairs whose share may be 1 per cent or "
            f"more and pairs whose holder has nobody stated behind it, at most ten for each holding ({cap}); {left} "
            f"are left out. On {broken} bodies the statements do not go together, and nothing is worked out.",
            "en",
        ),
    )

"""One block of a document into candidates: a table, a label, a box, or sentences in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from regiongraf.intake.boxes import CHART, box_facts, in_chart, named_first
from regiongraf.intake.candidate import Candidate
from regiongraf.intake.carryover import dealt, filled
from regiongraf.intake.cells import Setting
from regiongraf.intake.dating import Told, dated
from regiongraf.intake.document import Block, BlockKind, View
from regiongraf.intake.engine import read
from regiongraf.intake.figures import FAR, label_facts
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.lexer import Token
from regiongraf.intake.listing import Taken
from regiongraf.intake.pairs import spoken_of
from regiongraf.intake.patterns import BODY_CHARS, sentence_text
from regiongraf.intake.relations import Model, weighed
from regiongraf.intake.rules import RuleBook
from regiongraf.intake.sentence import Sentence
from regiongraf.intake.structures import SECTION, table_facts
from regiongraf.intake.whole import all_whole, whole
from regiongraf.intake.words import COMMON_STARTS

AFTER_PLACE = frozenset(["i", "inom", "hela", "in", "kring", "runt", "utanför", "över"])
Watch = Callable[[Sentence, Sequence[Candidate]], None]
"""Is shown every sentence that may say something, with what rules found in it."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A sentence with a relation word and a body that gave no fact: the reviewer reads it. Canonical offsets."""

    start: int
    end: int
    page: int | None = None


@dataclass(slots=True)
class Part:
    """A block with its view and tokens."""

    block: Block
    view: View
    tokens: list[Token]
    named: list[Token] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """Reads the blocks of one document in order: each leaves behind what those after it turn back to."""

    parts: Sequence[Part]
    setting: Setting
    book: RuleBook
    taken: Taken
    model: Model
    watch: Watch | None = None
    prompts: list[Prompt] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    """The sentences of the section so far."""

    def block(self, number: int) -> Iterator[Candidate]:
        """The candidates of the block with this number."""
        part = self.parts[number]
        if part.block.rows:
            if not self.taken.covers(part.block.start):
                yield from table_facts(
                    part.block, self._before(number, SECTION), _below(self.parts, number), self.setting
                )
        elif part.block.kind is BlockKind.LABEL:
            following = self.parts[number + 1].block if number + 1 < len(self.parts) else None
            yield from label_facts(
                part.block, part.view, part.named, self._before(number, FAR), following, self.setting.document,
                self.setting.around, self.setting.repeated,
            )  # fmt: skip
        else:
            yield from self._text(number)

    def _before(self, number: int, reach: int) -> list[tuple[Block, list[Token]]]:
        return [(part.block, part.named) for part in self.parts[max(0, number - reach) : number]]

    def _text(self, number: int) -> Iterator[Candidate]:
        """A heading, a box or running text."""
        part, around = self.parts[number], self.setting.around
        named = part.named
        if part.block.kind is BlockKind.HEADING:
            headed = _headed(part)
            around.topics = [*around.topics[-2:], *headed] if headed else around.topics
            around.hander = None if headed else around.hander
            around.lead = spoken_of(part.named)
        if part.block.kind is BlockKind.BOX:
            around.sentences = []
            named = named_first(part.block, part.view, named, self.setting.known)
            near = max(0, number - CHART)
            if in_chart([p.block for p in self.parts[near : number + CHART + 1]], number - near):
                yield from box_facts(part.block, part.view, named)
        around.giver = around.receiver = around.owned = around.period = None
        around.agents = {}
        said: list[Candidate] = []
        if part.block.kind is BlockKind.HEADING:
            self.told = []
        at = len(self.told)
        for tokens in _sentences([t for t in named if not self.taken.covers(part.view.at(t.start))]):
            self.told.append(Told(*part.view.span(tokens[0].start, tokens[-1].end), tokens))
            said = self._sentence(Sentence(tokens, part.view, around, self.setting.known, part.block.page), said)
        yield from dated(said, self.told, at, around.year)

    def _sentence(self, sentence: Sentence, said: list[Candidate]) -> list[Candidate]:
        """What the block has said with this sentence too, and what the sentence leaves behind."""
        tokens, around = sentence.tokens, self.setting.around
        chars = set(sentence_text(tokens, self.book.alphabet))
        spoken = any(chars & trigger for trigger in self.book.triggers.values())
        if spoken or BODY_CHARS & chars:
            found, _ = read(sentence, self.book)
            if self.watch is not None:
                self.watch(sentence, found)
            found = whole(sentence, weighed(sentence, found, self.model))
            said = [*said, *found]
            if not found and spoken and BODY_CHARS & chars:
                start, end = sentence.view.span(tokens[0].start, tokens[-1].end)
                self.prompts.append(Prompt(start, end, sentence.page))
        if tokens[-1].low == ":":
            around.lead = spoken_of(tokens)
        if given := dealt(tokens, said):
            said = filled(said, given)
        said = all_whole(tokens, said)
        around.former |= sentence.former()
        around.meets(sentence.entities())
        if entities := sentence.told():
            around.sentences = [*around.sentences[-9:], entities]
        return said


def _below(parts: Sequence[Part], number: int) -> list[tuple[Block, list[Token]]]:
    """The four blocks below a table or chart, without the figures of an axis."""
    near = (p for p in parts[number + 1 : number + 13] if p.block.kind is not BlockKind.LABEL)
    return [(p.block, p.named) for p in islice(near, 4)]


def _sentences(named: list[Token]) -> Iterator[list[Token]]:
    """The sentences of a block; a geographic “i regionen” loses its claim to be a body."""
    run: list[Token] = []
    for token in _places_only(named):
        if token.kind == "stop":
            if run:
                yield run
            run = []
        else:
            run.append(token)
    if run:
        yield run


def _in_a_place(before: list[Token]) -> bool:
    """True behind “i”, and behind “i Dalarna,” or “i Dalarna och”: where something is, not who does it."""
    if not before:
        return False
    last = before[-1]
    if last.low in AFTER_PLACE:
        return True
    return last.low in (",", "och", "samt") and len(before) > 1 and before[-2].value == "place"


def _headed(part: Part) -> list[Entity]:
    """The bodies that a heading names; a short one that ends in an unexplained name is a name as a whole."""
    found = [t.value for t in part.named if t.kind in ("org", "weak", "prj") and isinstance(t.value, Entity)]
    first = part.named[0] if part.named else None
    if (
        len(found) == 1
        and found[0].kind == "unknown"
        and first is not None
        and first.kind == "cap"
        and first.low not in COMMON_STARTS
        and len(part.named) == 2
    ):
        return [Entity(part.view.text.strip(), "unknown")]
    return found


def _places_only(named: list[Token]) -> list[Token]:
    result: list[Token] = []
    for index, token in enumerate(named):
        if (
            token.kind == "ref"
            and token.value in ("regionen", "kommunen", "staden")
            and not token.genitive
            and index
            and named[index - 1].low in AFTER_PLACE
        ):
            result.append(Token("word", token.text, token.start, token.end))
        elif token.kind == "geo" and _in_a_place(result):
            result.append(Token("cap", token.text, token.start, token.end, "place"))
        else:
            result.append(token)
    return result

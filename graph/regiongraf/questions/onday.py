"""What stands beside an answer about a day: what is first stated later, what was over, what had not begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from regiongraf.figures import Language
from regiongraf.store import Iri
from regiongraf.words import Words, noun

STATEMENTS = noun("uppgift", "uppgifter", "statement")
ABOUT = Words("Svaret gäller {day}.", "The answer is about {day}.")
UNKNOWN = Words(
    "Okänt {day}: det angavs först {first}, och källan säger inte sedan när det gäller ({count}).",
    "Unknown on {day}: it was first stated on {first}, and the source does not say since when it holds ({count}).",
)
BESIDE = Words(
    "Därtill {count}, först angivet {first}: om det gällde {day} är okänt.",
    "Beside these {count}, first stated on {first}: whether it held on {day} is unknown.",
)
LATER = Words("{day} och senare", "{day} and later")
ENDED = Words("{count} hade upphört {day}.", "{count} had ended by {day}.")
NOT_BEGUN = Words("{count} hade inte börjat gälla {day}.", "{count} had not begun by {day}.")
ELSEWHERE = Words(
    "{count} i datamängden, först angivet {first}, räknas inte: om det gällde {day} är okänt.",
    "{count} in the dataset, first stated on {first}, not counted: whether it held on {day} is unknown.",
)
OLDER = Words(
    "Källorna är äldre, den yngsta från {youngest}: senare ändringar syns inte.",
    "The sources are older, the youngest of {youngest}: later changes do not show.",
)


@dataclass(frozen=True, slots=True)
class OnDay:
    """The day that an answer is about, and the statements of the whole dataset's answer that are not in it.

    `later` are first stated after the day, each with that date, and unknown on it. A question that gives sums has no
    statements to name: of it `elsewhere` counts the statements of the whole dataset that are unknown on the day.
    """

    day: date
    later: tuple[tuple[Iri, date], ...] = ()
    ended: tuple[Iri, ...] = ()
    not_begun: tuple[Iri, ...] = ()
    elsewhere: int = 0
    first_elsewhere: date | None = None
    youngest: date | None = None
    """The date of the youngest source in the answer."""

    @property
    def first_stated(self) -> date | None:
        """The first day on which something is stated that is unknown on this one."""
        return min((day for _, day in self.later), default=self.first_elsewhere)

    def said(self, language: Language, *, answered: bool) -> list[str]:
        """Lines to stand under the answer; `answered` says whether it has rows."""
        day = self.day.isoformat()
        lines = [ABOUT.said(language).format(day=day)] if answered else []
        if self.later:
            first = str(self.first_stated)
            if len({stated for _, stated in self.later}) > 1:
                first = LATER.said(language).format(day=first)
            words = BESIDE if answered else UNKNOWN
            count = STATEMENTS.counted(len(self.later), language)
            lines.append(words.said(language).format(count=count, day=day, first=first))
        if self.elsewhere:
            first = LATER.said(language).format(day=self.first_elsewhere)
            count = STATEMENTS.counted(self.elsewhere, language)
            lines.append(ELSEWHERE.said(language).format(count=count, day=day, first=first))
        for statements, words in ((self.ended, ENDED), (self.not_begun, NOT_BEGUN)):
            if statements:
                lines.append(words.said(language).format(count=STATEMENTS.counted(len(statements), language), day=day))
        if answered and self.youngest and self.youngest < self.day:
            lines.append(OLDER.said(language).format(youngest=self.youngest))
        return lines

"""How shares, amounts and periods are put into words, in both languages, never stronger than what is stated."""

from __future__ import annotations

from decimal import Decimal

from regiongraf.figures import KRONA, Language, number, percent, priced
from regiongraf.view.model import Words
from regiongraf.view.reading import Thing
from regiongraf.vocabulary import CURRENCIES

LANGUAGES: tuple[Language, ...] = ("sv", "en")
MILLION = Decimal(1_000_000)
THOUSAND = Decimal(1_000)
NOT_STATED = Words("andel ej angiven", "share not stated")
AMOUNT_NOT_STATED = Words("belopp ej angivet", "amount not stated")
_MODIFIER = {
    "Approximate": Words("cirka", "about"),
    "Rounded": Words("avrundat", "rounded"),
    "AtLeast": Words("minst", "at least"),
    "AtMost": Words("högst", "at most"),
}


def currency_of(*records: Thing | None) -> str:
    """The code of the currency that the first of these says; kronor where none does."""
    stated = (record.iri_of("rg:currency") for record in records if record)
    return next((iri.removeprefix(CURRENCIES) for iri in stated if iri), KRONA)


def share_words(exact: Decimal | None, low: Decimal | None, high: Decimal | None) -> Words:
    """“24,5 %”, “0 till 100 %” or “andel ej angiven”."""
    if exact is not None:
        return Words(percent(exact, "sv"), percent(exact, "en"))
    if low is None and high is None:
        return NOT_STATED
    lower, upper = low or Decimal(0), Decimal(100) if high is None else high
    return Words(
        f"{number(lower, 'sv')} till {percent(upper, 'sv')}", f"{number(lower, 'en')} to {percent(upper, 'en')}"
    )


def right_words(
    kind: Words,
    seats: Decimal | None,
    board: Decimal | None,
    share: tuple[Decimal | None, Decimal | None, Decimal | None],
) -> Words:
    """“rätt att utse styrelse: 2 av 3”, “rätt till röster: 50 till 100 %”; without a figure the right alone."""
    told: list[Words] = []
    if seats is not None:
        told.append(
            Words(f"{seats} av {board}", f"{seats} of {board}") if board is not None else Words(f"{seats}", f"{seats}")
        )
    if any(figure is not None for figure in share):
        told.append(share_words(*share))
    sv, en = ("; ".join(each.said(language) for each in told) for language in LANGUAGES)
    return Words(f"{kind.sv}: {sv}", f"{kind.en}: {en}") if told else kind


def short_money(value: Decimal, language: Language, currency: str = KRONA) -> str:
    """An amount where there is little room: 10,7 mn kr, 160 tkr; the whole figure when it does not go even."""
    krona = currency == KRONA
    for unit, sv, en in ((MILLION, "mn kr" if krona else f"mn {currency}", "m"), (THOUSAND, "tkr", "k")):
        scaled = value / unit
        if value >= unit and scaled == scaled.quantize(Decimal("0.1")) and (krona or unit == MILLION):
            figure = number(scaled, language)
            return (f"{figure} {sv}" if language == "sv" else f"{currency} {figure} {en}").replace(" ", "\u00a0")
    return priced(value, language, currency)


def amount_words(amount: Decimal | None, precision: str | None, currency: str = KRONA) -> Words:
    """“cirka 295 mn kr”, “minst …”, or “belopp ej angivet”."""
    if amount is None:
        return AMOUNT_NOT_STATED
    before = _MODIFIER.get(precision or "")
    shown = Words(short_money(amount, "sv", currency), short_money(amount, "en", currency))
    return Words(f"{before.sv} {shown.sv}", f"{before.en} {shown.en}") if before and precision != "Rounded" else shown


def is_exact(amount: Decimal, said: Words, currency: str = KRONA) -> bool:
    """Whether an amount is stated as it is, not as about, at least or at most; its words say so."""
    return said.sv == short_money(amount, "sv", currency)


def money(amount: Decimal, currency: str = KRONA, *, exact: bool) -> Words:
    """A sum, “cirka” when a part of it is no exact figure."""
    shown = Words(short_money(amount, "sv", currency), short_money(amount, "en", currency))
    return shown if exact else Words(f"cirka {shown.sv}", f"about {shown.en}")


def period(record: Thing) -> tuple[str | None, str | None]:
    """From and to as they were stated, to the precision that they were stated in: 2023, 2023-05, 2023-05-17."""
    length = {"YearPrecision": 4, "MonthPrecision": 7}.get(record.code("rg:datePrecision") or "", 10)
    start, end = record.text("rg:validFrom"), record.text("rg:validTo")
    return start[:length] if start else None, end[:length] if end else None


def span_of(start: str | None, end: str | None) -> str:
    """“2023–2025”, “2024”, “2023–”; empty when nothing is stated."""
    if start == end:
        return start or ""
    return f"{start or ''}–{end or ''}"

"""The EU's code lists that a catalogue names, with labels in Swedish and English: each list as code → (sv, en).

Source: https://op.europa.eu/en/web/eu-vocabularies; the Swedish labels are those of DCAT-AP-SE 3.0.1.
"""

from __future__ import annotations

NAL = "http://publications.europa.eu/resource/authority/"
HIGH_VALUE_LAW = "http://data.europa.eu/eli/reg_impl/2023/138/oj"
"""The regulation that says which public datasets are of high value."""
HIGH_VALUE = "http://data.europa.eu/bna/"
HIGH_VALUE_CATEGORIES: dict[str, tuple[str, str]] = {
    "c_ac64a52d": ("Geospatiala data", "Geospatial"),
    "c_dd313021": ("Jordobservation och miljö", "Earth observation and environment"),
    "c_164e0bf5": ("Meteorologiska data", "Meteorological"),
    "c_e1da4e07": ("Statistik", "Statistics"),
    "c_a9135398": ("Företag och företagsägande", "Companies and company ownership"),
    "c_b79e35eb": ("Rörlighet", "Mobility"),
}
"""The categories of that regulation."""
AVAILABILITIES: dict[str, tuple[str, str]] = {
    "TEMPORARY": ("Temporär", "Temporary"),
    "EXPERIMENTAL": ("Experimentell", "Experimental"),
    "AVAILABLE": ("Tillgänglig", "Available"),
    "STABLE": ("Stabil", "Stable"),
}
"""The EU's codes for how long something is meant to be there."""
THEMES: dict[str, tuple[str, str]] = {
    "AGRI": ("Jordbruk, fiske, skogsbruk och livsmedel", "Agriculture, fisheries, forestry and food"),
    "ECON": ("Ekonomi och finans", "Economy and finance"),
    "EDUC": ("Utbildning, kultur och sport", "Education, culture and sport"),
    "ENER": ("Energi", "Energy"),
    "ENVI": ("Miljö", "Environment"),
    "GOVE": ("Regeringen och den offentliga sektorn", "Government and public sector"),
    "HEAL": ("Hälsa", "Health"),
    "INTR": ("Internationella frågor", "International issues"),
    "JUST": ("Rättvisa, rättsliga system och allmän säkerhet", "Justice, legal system and public safety"),
    "REGI": ("Regioner och städer", "Regions and cities"),
    "SOCI": ("Befolkning och samhälle", "Population and society"),
    "TECH": ("Vetenskap och teknik", "Science and technology"),
    "TRAN": ("Transport", "Transport"),
}
"""The EU's data themes with their labels in Swedish and English."""

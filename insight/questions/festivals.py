"""Knows on which days the feasts of India fall, as far as questions name them; pure."""

from datetime import date

# Month and day by year. The shops of the demo fill up before the same Diwali: demo/seasons.py reads it here.
DIWALI = {
    2023: date(2023, 11, 12),
    2024: date(2024, 11, 1),
    2025: date(2025, 10, 20),
    2026: date(2026, 11, 8),
    2027: date(2027, 10, 29),
    2028: date(2028, 10, 17),
    2029: date(2029, 11, 5),
    2030: date(2030, 10, 26),
}
MOVING = {
    "diwali": tuple(DIWALI.values()),
    "dhanteras": (date(2024, 10, 29), date(2025, 10, 18), date(2026, 11, 6), date(2027, 10, 27)),
    "holi": (date(2024, 3, 25), date(2025, 3, 14), date(2026, 3, 4), date(2027, 3, 22)),
    "raksha bandhan": (date(2024, 8, 19), date(2025, 8, 9), date(2026, 8, 28), date(2027, 8, 17)),
    "janmashtami": (date(2024, 8, 26), date(2025, 8, 16), date(2026, 9, 4), date(2027, 8, 25)),
    "ganesh chaturthi": (date(2024, 9, 7), date(2025, 8, 27), date(2026, 9, 14), date(2027, 9, 4)),
    "dussehra": (date(2024, 10, 12), date(2025, 10, 2), date(2026, 10, 20), date(2027, 10, 9)),
    "eid": (date(2024, 4, 11), date(2025, 3, 31), date(2026, 3, 21), date(2027, 3, 10)),
}
FIXED = {"christmas": (12, 25), "independence day": (8, 15), "republic day": (1, 26)}
CALLED = {
    "diwali": "diwali;deepavali;deepawali;divali;diwaali;दिवाली;दीपावली",
    "dhanteras": "dhanteras;dhantera;धनतेरस",
    "holi": "holi;होली",
    "raksha bandhan": "raksha bandhan;rakhi;rakshabandhan;राखी;रक्षाबंधन;रक्षा बंधन",
    "janmashtami": "janmashtami;जन्माष्टमी",
    "ganesh chaturthi": "ganesh chaturthi;ganesh;ganpati;गणेश चतुर्थी",
    "dussehra": "dussehra;dasara;dasera;dashahara;दशहरा",
    "eid": "eid;id ul fitr;eid ul fitr;ईद",
    "christmas": "christma;christmas;xmas;क्रिसमस",
    "independence day": "independence day",
    "republic day": "republic day",
}
NAMES = {tuple(name.split()): feast for feast, names in CALLED.items() for name in names.split(";")}


def feast_day(feast: str, year: int) -> date | None:
    """On which day it falls in a year; None where that is not known."""
    if feast in FIXED:
        return date(year, *FIXED[feast])
    return next((day for day in MOVING[feast] if day.year == year), None)


def last_feast(feast: str, today: date) -> date | None:
    """Its last day that was, or is today."""
    found = [feast_day(feast, year) for year in (today.year, today.year - 1)]
    return next((day for day in found if day and day <= today), None)

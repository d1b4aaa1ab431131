"""The words of times, in English, in Hinglish and in Devanagari."""

THIS = frozenset("this current iss इस running".split())  # noqa: SIM905
LAST = frozenset(
    "last previous past pichle pichhle pichla pichli pichhli pichhla पिछले पिछला पिछली gat".split()  # noqa: SIM905
)
UNITS = {
    "day": "day din दिन",
    "week": "week hafta hafte हफ्ता हफ्ते hafton हफ़्ते saptah",
    "month": "month mahina mahine mahinay महीना महीने maah माह mahino",
    "quarter": "quarter timahi",
    "year": "year saal sal साल varsh",
}
UNIT = {word: unit for unit, said in UNITS.items() for word in said.split()}
HINDI_UNITS = frozenset(word for said in UNITS.values() for word in said.split()[1:])
MONTHS = {
    word: number
    for number, said in enumerate(
        (
            "january jan जनवरी",
            "february feb फरवरी फ़रवरी",
            "march mar मार्च",
            "april apr अप्रैल",
            "may मई",
            "june jun जून",
            "july jul जुलाई",
            "august aug अगस्त",
            "september sep sept सितंबर सितम्बर",
            "october oct अक्टूबर aktubar",
            "november nov नवंबर नवम्बर",
            "december dec दिसंबर दिसम्बर",
        ),
        1,
    )
    for word in said.split()
}
WEEKDAYS = {
    word: number
    for number, said in enumerate(
        (
            "monday mon",
            "tuesday tue",
            "wednesday wed",
            "thursday thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for word in said.split()
}
COUNTS = {
    word: number
    for number, said in enumerate(
        [
            "one ek एक",
            "two do दो",
            "three teen तीन",
            "four char चार",
            "five paanch पांच",
            "six chhah छह",
            "seven saat सात",
            "eight aath",
            "nine nau",
            "ten das दस",
            "eleven",
            "twelve barah",
        ],
        1,
    )
    for word in said.split()
}
FIRST = ("first", "second", "third", "fourth", "fifth")
TODAY = frozenset("today aaj आज".split())  # noqa: SIM905
YESTERDAY = frozenset("yesterday kal कल".split())  # noqa: SIM905
SINCE = frozenset("since after".split())  # noqa: SIM905
YEARS = range(2000, 2100)

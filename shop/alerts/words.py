"""Words of alerts."""

from collections.abc import Mapping

from chat.words import Words

REFUSALS: Mapping[str, Words] = {
    "alerts_full": Words(
        "You wait for {most} things already. End one of them first.",
        "Aap pehle se {most} cheezon ka intezaar kar rahe hain. Pehle ek hatayein.",
        "आप पहले से {most} चीज़ों का इंतज़ार कर रहे हैं। पहले एक हटाएँ।",
    ),
    "brand_unknown": Words(
        "We sell nothing of {brand}.",
        "{brand} ka kuch hamare paas nahi hai.",
        "{brand} का कुछ हमारे पास नहीं है।",
    ),
    "alert_for_nothing": Words(
        "At which price of {title} shall I tell you? It has to be more than zero.",
        "{title} kis daam par bataun? Zero se zyada hona chahiye.",
        "{title} किस दाम पर बताऊँ? ज़ीरो से ज़्यादा होना चाहिए।",
    ),
    "costs_that": Words(
        "{title} costs {price} now, that is not above {wished}.",
        "{title} abhi {price} ka hai, {wished} se zyada nahi.",
        "{title} अभी {price} का है, {wished} से ज़्यादा नहीं।",
    ),
    "there_now": Words("{title} is in stock now.", "{title} abhi stock me hai.", "{title} अभी स्टॉक में है।"),
}

IS_BACK = Words(
    "{title} is back, {price} each.", "{title} aa gaya hai, {price} ka ek.", "{title} आ गया है, {price} का एक।"
)
NOW_COSTS = Words(
    "{title} now costs {price}. You waited for {wished}.",
    "{title} ab {price} ka hai. Aap {wished} ka intezaar kar rahe the.",
    "{title} अब {price} का है। आप {wished} का इंतज़ार कर रहे थे।",
)
NEW_OF = Words(
    "New or cheaper of {brand}: {count}.",
    "{brand} ka naya ya sasta: {count}.",
    "{brand} का नया या सस्ता: {count}।",
)
AND_MORE = Words("And {count} more.", "Aur {count} bhi.", "और {count} भी।")
MY_ALERTS = Words("My alerts", "Mere alert", "मेरे अलर्ट")

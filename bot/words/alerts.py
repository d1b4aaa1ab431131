"""Words of alerts as they are set, listed and ended."""

from chat.words import Words

WHEN_BACK = Words(
    "I will tell you when {title} is back.", "{title} aate hi bata dunga.", "{title} आते ही बता दूँगा।"
)
WHEN_CHEAPER = Words(
    "I will tell you when {title} costs {price} or less. Today it is {now}.",
    "{title} {price} ya us se kam ka hote hi bata dunga. Aaj {now} ka hai.",
    "{title} {price} या उससे कम का होते ही बता दूँगा। आज {now} का है।",
)
WHEN_NEW = Words(
    "I will tell you what is new or cheaper of {brand}, once a day at most.",
    "{brand} ka kuch naya ya sasta aate hi bata dunga, din me ek baar se zyada nahi.",
    "{brand} का कुछ नया या सस्ता आते ही बता दूँगा, दिन में एक बार से ज़्यादा नहीं।",
)
YOU_WAIT_FOR = Words("I will tell you of:", "In cheezon ki khabar dunga:", "इन चीज़ों की ख़बर दूँगा:")
WAIT_FOR_NOTHING = Words(
    "No alert is set. Say “tell me when ... is back”, “when ... costs less than ...” "
    "or “what is new of” a brand.",
    "Abhi koi alert nahi hai. Likhiye “... aaye to batana”, “... ka rate ... se kam ho to batana” ya “... ka "
    "naya aaye to batana”.",
    "अभी कोई अलर्ट नहीं है। लिखिए “... आए तो बताना”, “... का रेट ... से कम हो तो बताना” या “... का नया आए तो "
    "बताना”।",
)
LINE_BACK = Words("{title}: when it is back", "{title}: jab aa jaye", "{title}: जब आ जाए")
LINE_CHEAPER = Words(
    "{title}: at {price} or less (now {now})",
    "{title}: {price} ya kam par (abhi {now})",
    "{title}: {price} या कम पर (अभी {now})",
)
LINE_NEW = Words("{brand}: what is new or cheaper", "{brand}: naya ya sasta", "{brand}: नया या सस्ता")
PAUSED = Words("{line}, paused", "{line}, ruka hua", "{line}, रुका हुआ")
END = Words("End: {what}", "Hatayein: {what}", "हटाएँ: {what}")
PAUSE_ALL = Words("Pause all", "Sab rokein", "सब रोकें")
RESUME_ALL = Words("Resume all", "Sab chalu karein", "सब चालू करें")
ALL_PAUSED = Words(
    "Paused: {count}. I tell nothing of them until you resume.",
    "Roke: {count}. Chalu karne tak inki khabar nahi dunga.",
    "रोके: {count}। चालू करने तक इनकी ख़बर नहीं दूँगा।",
)
ALL_ON = Words("On again: {count}.", "Phir chalu: {count}.", "फिर चालू: {count}।")
ENDED = Words(
    "I won't tell you of it any more: {what}.",
    "Ab iski khabar nahi dunga: {what}.",
    "अब इसकी ख़बर नहीं दूँगा: {what}।",
)
ENDED_ALREADY = Words("That alert has ended.", "Woh alert khatam ho chuka hai.", "वह अलर्ट ख़त्म हो चुका है।")
NOT_WAITED_FOR = Words(
    "There is no alert on {what}.", "{what} par koi alert nahi hai.", "{what} पर कोई अलर्ट नहीं है।"
)
OF_WHICH = Words("Of which one?", "Kis ki khabar doon?", "किसकी ख़बर दूँ?")
OF_WHAT = Words(
    "What shall I tell you of? Write the product or brand.",
    "Kis ki khabar doon? Saman ya brand ka naam likhiye.",
    "किसकी ख़बर दूँ? सामान या ब्रांड का नाम लिखिए।",
)
TELL_WHEN_BACK = Words("Tell me when it is back", "Aaye to batana", "आए तो बताना")
TELL_WHEN_CHEAPER = Words("Tell me when it is cheaper", "Sasta ho to batana", "सस्ता हो तो बताना")
UNDO_ALERT = Words("No, don't", "Nahi, rehne dein", "नहीं, रहने दें")
REMINDERS = Words("Reminders of what runs out", "Khatam hone ki yaad", "ख़त्म होने की याद")

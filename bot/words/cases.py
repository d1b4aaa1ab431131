"""Words of cases of goods that are sold by the piece."""

from chat.words import Words

CASE_IS = Words("1 case = {pieces} pieces.", "1 peti = {pieces} piece.", "1 पेटी = {pieces} पीस।")
CASES_ARE = Words(
    "{count} cases of {holds} = {pieces} pieces.",
    "{count} peti, har ek me {holds} = {pieces} piece.",
    "{count} पेटी, हर एक में {holds} = {pieces} पीस।",
)
CASE_COSTS = Words(
    "One full case of {title} is {pieces} pieces: {each} each, {total} in all.",
    "{title} ki ek peti me {pieces} piece hote hain: {each} ek ka, kul {total}.",
    "{title} की एक पेटी में {pieces} पीस होते हैं: {each} एक का, कुल {total}।",
)
CASES_COST = Words(
    "{count} cases of {title}, {holds} in each, are {pieces} pieces: {each} each, {total} in all.",
    "{title} ki {count} peti, har ek me {holds}, {pieces} piece hote hain: {each} ek ka, kul {total}.",
    "{title} की {count} पेटी, हर एक में {holds}, {pieces} पीस होते हैं: {each} एक का, कुल {total}।",
)
CASES_STATED = Words(
    "These are sold by the piece. In one full case: {cases}.",
    "Yeh ek-ek piece me bikte hain. Ek poori peti me: {cases}.",
    "ये एक-एक पीस में बिकते हैं। एक पूरी पेटी में: {cases}।",
)

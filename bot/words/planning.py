"""Words of plans: what is needed for a dish, an occasion or a new shop."""

from chat.words import Words

FOR_PEOPLE = Words(
    "For {people} people: {what}.", "{people} logon ke liye: {what}.", "{people} लोगों के लिए: {what}।"
)
FOR_DAYS = Words(
    "For {people} people and {days} days: {what}.",
    "{people} logon ke liye, {days} din: {what}.",
    "{people} लोगों के लिए, {days} दिन: {what}।",
)
LINE = Words(
    "{quantity} x {title}: {cost} (needed: {amount})",
    "{quantity} x {title}: {cost} (chahiye: {amount})",
    "{quantity} x {title}: {cost} (चाहिए: {amount})",
)
STOCK_LINE = Words(
    "{quantity} x {title}: {cost}", "{quantity} x {title}: {cost}", "{quantity} x {title}: {cost}"
)
FRESH = Words(
    "From the vegetable market, not from us: {goods}.",
    "Sabzi mandi se, hamare paas nahi: {goods}.",
    "सब्ज़ी मंडी से, हमारे पास नहीं: {goods}।",
)
NOT_SOLD = Words("We don't sell: {goods}.", "Hamare paas nahi hai: {goods}.", "हमारे पास नहीं है: {goods}।")
WITHIN = Words(
    "In all {total}, within {budget}.", "Kul {total}, {budget} ke andar.", "कुल {total}, {budget} के अंदर।"
)
ABOVE = Words(
    "In all {total}: {over} above {budget}. {budget} is enough for {people} people.",
    "Kul {total}: {budget} se {over} zyada. {budget} me {people} logon ka ho jayega.",
    "कुल {total}: {budget} से {over} ज़्यादा। {budget} में {people} लोगों का हो जाएगा।",
)
TOO_LARGE = Words(
    "We have it only in packs far too large for this: {goods}.",
    "Yeh sirf bahut bade pack me hai, iske liye zyada hoga: {goods}.",
    "यह सिर्फ़ बहुत बड़े पैक में है, इसके लिए ज़्यादा होगा: {goods}।",
)
NO_DAYS = Words(
    "For no day nothing is needed. For how many days shall it be?",
    "Kitne din ke liye? Zero din me kuch nahi lagega.",
    "कितने दिन के लिए? शून्य दिन में कुछ नहीं लगेगा।",
)
FOR_HOW_MANY = Words(
    "For how many people? Then I tell you how much of what: {what}.",
    "Kitne logon ke liye? Phir batata hoon kya kitna lagega: {what}.",
    "कितने लोगों के लिए? फिर बताता हूँ क्या कितना लगेगा: {what}।",
)
FOR_HOW_MUCH = Words(
    "For how much money shall it be ({kind})? For example: 20,000.",
    "{kind} kitne rupaye me bharna hai? Jaise: 20,000.",
    "{kind} कितने रुपये में भरना है? जैसे: 20,000।",
)
FILLED = Words("{kind}, for {budget}:", "{kind}, {budget} me:", "{kind}, {budget} में:")
TOO_LITTLE = Words(
    "{budget} buys nothing that we sell for that: {kind}. How much may it be?",
    "{budget} me {kind} ka kuch nahi aata. Kitne tak ka ho sakta hai?",
    "{budget} में {kind} का कुछ नहीं आता। कितने तक का हो सकता है?",
)
NOT_FITTING = Words(
    "Not in it, as we don't sell it or the money is too little: {goods}.",
    "Isme nahi, hamare paas nahi hai ya paisa kam hai: {goods}.",
    "इसमें नहीं, हमारे पास नहीं है या पैसा कम है: {goods}।",
)
FOR_SO_MANY = Words("For {people} people", "{people} logon ke liye", "{people} लोगों के लिए")
NOBODY = Words(
    "For nobody nothing is needed. For how many people shall it be?",
    "Kisi ke liye nahi to kuch nahi chahiye. Kitne logon ke liye?",
    "किसी के लिए नहीं तो कुछ नहीं चाहिए। कितने लोगों के लिए?",
)
TOO_MANY = Words(
    "I plan for up to {most} people. For more, a person of ours works it out with you.",
    "Main {most} logon tak ka hisaab lagata hoon. Usse zyada ke liye hamara aadmi aapke saath banayega.",
    "मैं {most} लोगों तक का हिसाब लगाता हूँ। उससे ज़्यादा के लिए हमारा आदमी आपके साथ बनाएगा।",
)
NOT_KNOWN = Words(
    "I have no quantities for that. I know dishes such as poha, samosa, tea, dal fry and pulao, "
    "occasions such as a birthday or a wedding lunch, and shops such as a tea stall.",
    "Iska hisaab mere paas nahi hai. Main poha, samosa, chai, dal fry, pulao jaise khane, birthday ya "
    "shaadi jaise mauke, aur chai ki tapri jaisi dukaan jaanta hoon.",
    "इसका हिसाब मेरे पास नहीं है। मैं पोहा, समोसा, चाय, दाल फ्राई, पुलाव जैसे खाने, जन्मदिन या शादी जैसे "
    "मौके, और चाय की टपरी जैसी दुकान जानता हूँ।",
)

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
ALL_OF_IT = Words("All of the plan: {total}.", "Poora plan: {total}.", "पूरा प्लान: {total}।")
WHOLE_LIST = Words("Show the whole list", "Poori list dikhao", "पूरी लिस्ट दिखाइए")
NO_OTHER = Words(
    "Of {good} there is nothing else here; {title} stays.",
    "{good} me aur kuch nahi hai; {title} rehne diya.",
    "{good} में और कुछ नहीं है; {title} रहने दिया।",
)
LEFT_OVER = Words(
    "That is a usual portion for {people}; {left} stays. Name what else it may be, or more people.",
    "{people} logon ke liye itna aam taur par kaafi hai; {left} bachta hai. Aur kya chahiye, boliye.",
    "{people} लोगों के लिए इतना आम तौर पर काफ़ी है; {left} बचता है। और क्या चाहिए, बोलिए।",
)
FOR_WHOM = Words(
    "Is it to be eaten, or to be sold in a shop?",
    "Yeh khane ke liye hai ya dukan me bechne ke liye?",
    "यह खाने के लिए है या दुकान में बेचने के लिए?",
)
TO_EAT = Words("For people to eat", "Logon ke khane ke liye", "लोगों के खाने के लिए")
TO_SELL = Words("For a shop to sell", "Dukan me bechne ke liye", "दुकान में बेचने के लिए")
ABOVE = Words(
    "In all {total}: {over} above {budget}. {budget} is enough for {people} people.",
    "Kul {total}: {budget} se {over} zyada. {budget} me {people} logon ka ho jayega.",
    "कुल {total}: {budget} से {over} ज़्यादा। {budget} में {people} लोगों का हो जाएगा।",
)
FAR_ABOVE = Words(
    "In all {total}: {over} above {budget}, which is not enough for one person.",
    "Kul {total}: {budget} se {over} zyada. {budget} me ek aadmi ka bhi nahi hoga.",
    "कुल {total}: {budget} से {over} ज़्यादा। {budget} में एक आदमी का भी नहीं होगा।",
)
COUNTED_AS = Words(
    "For {said} I counted {dish}.",
    "{said} ke liye {dish} ka hisaab lagaya hai.",
    "{said} के लिए {dish} का हिसाब लगाया है।",
)
NOT_COUNTED = Words(
    "Not counted, as I have no quantities for it: {goods}. Name what it takes, and I find it.",
    "Iska hisaab nahi lagaya, mere paas nahi hai: {goods}. Batayein usme kya lagta hai, main dhoondh dunga.",
    "इसका हिसाब नहीं लगाया, मेरे पास नहीं है: {goods}। बताइए उसमें क्या लगता है, मैं ढूँढ दूँगा।",
)
LEFT_OUT = Words(
    "Left out, as you said: {goods}.", "Aapke kehne par chhoda: {goods}.", "आपके कहने पर छोड़ा: {goods}।"
)
RAISED = Words(
    "What you have of it in the cart is set to the new need.",
    "Jo cart me hai, use nayi zaroorat jitna kar diya.",
    "जो कार्ट में है, उसे नई ज़रूरत जितना कर दिया।",
)
ENOUGH_THERE = Words(
    "What you have of it in the cart is enough.",
    "Jo cart me hai, utna kaafi hai.",
    "जो कार्ट में है, उतना काफ़ी है।",
)
NOT_IN_CART = Words(
    "Not in your cart of it: {goods}.", "Cart me abhi nahi hai: {goods}.", "कार्ट में अभी नहीं है: {goods}।"
)
LEFT_OF_MONEY = Words(
    "Your cart comes to {total}: of {budget} there is {left} left.",
    "Cart ka kul {total}: {budget} me se {left} bacha.",
    "कार्ट का कुल {total}: {budget} में से {left} बचा।",
)
OVER_THE_MONEY = Words(
    "Your cart comes to {total}: that is {over} above {budget}.",
    "Cart ka kul {total}: {budget} se {over} zyada.",
    "कार्ट का कुल {total}: {budget} से {over} ज़्यादा।",
)
ONE_A_DAY = Words(
    "Another of these each day: {goods}.", "Inme se roz alag: {goods}.", "इनमें से रोज़ अलग: {goods}।"
)
FOR_SO_LONG = Words(
    "For all {people} it is enough for {days} days.",
    "Sab {people} ke liye {days} din ka ho jayega.",
    "सब {people} के लिए {days} दिन का हो जाएगा।",
)
WITHOUT_THE_DEAR = Words("Without {good} it is {total}.", "{good} ke bina {total}.", "{good} के बिना {total}।")
SEE_THE_PACK = Words(
    "What names it in its title is not in the plan; for the rest of what a ready pack holds, see the pack.",
    "Jiske naam me yeh hai woh plan me nahi; packet me aur kya hai, packet par dekh lein.",
    "जिसके नाम में यह है वह प्लान में नहीं; पैकेट में और क्या है, पैकेट पर देख लें।",
)
PACKS_FOR = Words("For {people} people:", "{people} logon ke liye:", "{people} लोगों के लिए:")
PACKS_FOR_DAYS = Words(
    "For {people} people and {days} days:",
    "{people} logon ke liye, {days} din:",
    "{people} लोगों के लिए, {days} दिन:",
)
PACKS_LINE = Words(
    "{quantity} x {title}: {cost} ({each} each, {amount} in all)",
    "{quantity} x {title}: {cost} (har ek ko {each}, kul {amount})",
    "{quantity} x {title}: {cost} (हर एक को {each}, कुल {amount})",
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
SO_LONG = Words("For {days} days", "{days} din ke liye", "{days} दिन के लिए")
WITHOUT_IT = Words("Without {good}", "{good} ke bina", "{good} के बिना")
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

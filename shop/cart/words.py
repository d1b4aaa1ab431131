"""What is said of goods, carts, vouchers and agreed prices that are not as they were wished."""

from collections.abc import Mapping

from chat.words import Words

REFUSALS: Mapping[str, Words] = {
    # goods
    "below_minimum": Words(
        "{title} is sold from {least} pieces on. Shall it be {least}?",
        "{title} kam se kam {least} piece milta hai. {least} kar dun?",
        "{title} कम से कम {least} पीस मिलता है। {least} कर दूँ?",
    ),
    "not_in_steps": Words(
        "{title} is sold in steps of {step}: {below} or {above} would work. Which one?",
        "{title} {step}-{step} ke hisaab se milta hai: {below} ya {above} ho sakta hai. Kaun sa?",
        "{title} {step}-{step} के हिसाब से मिलता है: {below} या {above} हो सकता है। कौन सा?",
    ),
    "made_to_order": Words(
        "{title} was offered for {quantity:,}: ask its seller for another number.",
        "{title} ka offer {quantity:,} ke liye tha: doosri ginti ke liye seller se puchhiye.",
        "{title} का ऑफ़र {quantity:,} के लिए था: दूसरी गिनती के लिए सेलर से पूछिए।",
    ),
    "not_sold": Words("{title} is not sold any more.", "{title} ab nahi milta.", "{title} अब नहीं मिलता।"),
    "product_gone": Words(
        "That product is not sold any more.", "Yeh saman ab nahi milta.", "यह सामान अब नहीं मिलता।"
    ),
    "left_out": Words(
        "{title} is not sold any more and is left out.",
        "{title} ab nahi milta, isliye hata diya.",
        "{title} अब नहीं मिलता, इसलिए हटा दिया।",
    ),
    "sold_out": Words(
        "{title} is sold out just now.",
        "{title} abhi stock me nahi hai.",
        "{title} अभी स्टॉक में नहीं है।",
    ),
    "short": Words(
        "{title}: only {left} left.", "{title}: sirf {left} bacha hai.", "{title}: सिर्फ़ {left} बचा है।"
    ),
    "short_of_all": Words(
        "{title}: sold out just now.",
        "{title}: abhi stock me nahi hai.",
        "{title}: अभी स्टॉक में नहीं है।",
    ),
    "price_rose": Words(
        "{title}: the price rose from {was} to {price}.",
        "{title}: daam {was} se badhkar {price} ho gaya.",
        "{title}: दाम {was} से बढ़कर {price} हो गया।",
    ),
    "price_fell": Words(
        "{title}: the price fell from {was} to {price}.",
        "{title}: daam {was} se ghatkar {price} ho gaya.",
        "{title}: दाम {was} से घटकर {price} हो गया।",
    ),
    # the cart
    "cart_full": Words(
        "The cart is full: it holds {most} products. Order these first.",
        "Cart bhar gaya hai, isme {most} saman aate hain. Pehle inka order kar dijiye.",
        "कार्ट भर गया है, इसमें {most} सामान आते हैं। पहले इनका ऑर्डर कर दीजिए।",
    ),
    "not_in_cart": Words("That is not in your cart.", "Yeh aapke cart me nahi hai.", "यह आपके कार्ट में नहीं है।"),
    "nothing_to_undo": Words(
        "There is nothing left to undo in your cart.",
        "Cart me wapas karne ko ab kuch nahi hai.",
        "कार्ट में वापस करने को अब कुछ नहीं है।",
    ),
    "nothing_to_save": Words(
        "Your cart is empty: fill it first, then save it.",
        "Aapka cart khali hai: pehle saman daaliye, phir save kijiye.",
        "आपका कार्ट खाली है: पहले सामान डालिए, फिर सेव कीजिए।",
    ),
    "lists_full": Words(
        "You have {most} saved lists already. Save it under the name of one that may go.",
        "Aapki {most} list pehle se save hain. Jo list ab nahi chahiye usi ke naam se save kijiye.",
        "आपकी {most} लिस्ट पहले से सेव हैं। जो लिस्ट अब नहीं चाहिए उसी के नाम से सेव कीजिए।",
    ),
    # vouchers
    "voucher_unknown": Words(
        "I know no voucher {voucher}.", "Voucher {voucher} nahi mila.", "वाउचर {voucher} नहीं मिला।"
    ),
    "voucher_of_others": Words(
        "The voucher {voucher} is not yours to use.",
        "Voucher {voucher} aapke liye nahi hai.",
        "वाउचर {voucher} आपके लिए नहीं है।",
    ),
    "voucher_not_yet": Words(
        "The voucher {voucher} is good from {starts} on.",
        "Voucher {voucher} {starts} se chalega.",
        "वाउचर {voucher} {starts} से चलेगा।",
    ),
    "voucher_over": Words(
        "The voucher {voucher} ended on {ended}.",
        "Voucher {voucher} {ended} ko khatam ho gaya.",
        "वाउचर {voucher} {ended} को ख़त्म हो गया।",
    ),
    "voucher_needs_more": Words(
        "The voucher {voucher} needs a cart of {least}: {missing} more and it works.",
        "Voucher {voucher} {least} ke cart par chalta hai: {missing} ka saman aur daaliye.",
        "वाउचर {voucher} {least} के कार्ट पर चलता है: {missing} का सामान और डालिए।",
    ),
    "voucher_used_up": Words(
        "The voucher {voucher} has been used up.",
        "Voucher {voucher} poora use ho chuka hai.",
        "वाउचर {voucher} पूरा इस्तेमाल हो चुका है।",
    ),
    "voucher_used_by_you": Words(
        "You have used the voucher {voucher} already.",
        "Voucher {voucher} aap pehle use kar chuke hain.",
        "वाउचर {voucher} आप पहले इस्तेमाल कर चुके हैं।",
    ),
    "voucher_in_use": Words(
        "The voucher {voucher} is in use by a checkout that waits for its payment or approval.",
        "Voucher {voucher} ek aise checkout me laga hai jiska payment ya manzoori baaki hai.",
        "वाउचर {voucher} एक ऐसे चेकआउट में लगा है जिसका भुगतान या मंज़ूरी बाकी है।",
    ),
    # prices agreed with sellers
    "quote_answered": Words(
        "Quote {number} is answered or withdrawn already, or there is none.",
        "Quote {number} ka jawab ho chuka, wapas le liya gaya, ya aisa koi quote nahi hai.",
        "कोटेशन {number} का जवाब हो चुका, वापस ले लिया गया, या ऐसा कोई कोटेशन नहीं है।",
    ),
    "quote_unknown": Words(
        "I find no quote {number} of yours.",
        "Aapka quote {number} nahi mila.",
        "आपका कोटेशन {number} नहीं मिला।",
    ),
    "quote_closed": Words(
        "Quote {number} can't be accepted any more. Ask for a new one.",
        "Quote {number} ab manzoor nahi ho sakta. Naya maangiye.",
        "कोटेशन {number} अब मंज़ूर नहीं हो सकता। नया माँगिए।",
    ),
}

NEXT_TIER = Words(
    "{more} more and each is {cheaper} cheaper",
    "{more} aur lene par har ek {cheaper} sasta",
    "{more} और लेने पर हर एक {cheaper} सस्ता",
)

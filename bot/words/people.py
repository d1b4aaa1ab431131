"""Words where people are needed: sellers who are asked, a complaint, a review."""

from chat.words import Words

CALL_IS_OVER = Words(
    "All right, nobody is called any more.",
    "Theek hai, ab kisi ko nahi bulaya hai.",
    "ठीक है, अब किसी को नहीं बुलाया है।",
)
SORRY_TO_HEAR = Words(
    "I am sorry about that. I would like a colleague to look at it with you.",
    "Iske liye maaf kijiye. Main chahta hoon ki mere saathi aapke saath ise dekhen.",
    "इसके लिए माफ़ कीजिए। मैं चाहता हूँ कि मेरे साथी आपके साथ इसे देखें।",
)
THANKS = Words(
    "Thank you, that helps us.",
    "Dhanyavaad, isse hamein madad milti hai.",
    "धन्यवाद, इससे हमें मदद मिलती है।",
)
OF_WHICH = Words(
    "I would love to have your review. Of which product? Tell me its name first.",
    "Aapka review zaroor chahiye. Kis product ka? Pehle uska naam bataiye.",
    "आपका रिव्यू ज़रूर चाहिए। किस सामान का? पहले उसका नाम बताइए।",
)
TELL_ME = Words(
    "I would love to have your review. How many stars for {title}?",
    "Aapka review zaroor chahiye. {title} ko kitne star?",
    "आपका रिव्यू ज़रूर चाहिए। {title} को कितने स्टार?",
)
ASK_WHAT = Words(
    "What would you like to know about {title}? Write it here, and it goes to the seller.",
    "{title} ke baare me kya puchna hai? Yahin likhiye, main seller tak pahucha dunga.",
    "{title} के बारे में क्या पूछना है? यहीं लिखिए, मैं विक्रेता तक पहुँचा दूँगा।",
)
WHICH_PRODUCT = Words(
    "Which product is it about? Tell me its name, and I will pass your question to its seller.",
    "Kis product ke baare me? Naam bataiye, main seller tak sawaal pahucha dunga.",
    "किस सामान के बारे में? नाम बताइए, मैं विक्रेता तक सवाल पहुँचा दूँगा।",
)
OF_WHICH_GOODS = Words(
    "Of which of these is your question?", "Sawaal inme se kiske baare me hai?", "सवाल इनमें से किसके बारे में है?"
)
PASSED_ON = Words(
    "I have passed your question about {title} to {seller}. The answer comes here, in this chat.",
    "{title} ke baare me aapka sawaal seller {seller} ko bhej diya hai. Jawab isi chat me aayega.",
    "{title} के बारे में आपका सवाल {seller} को भेज दिया है। जवाब इसी चैट में आएगा।",
)
PASSED_TO_SHOP = Words(
    "I have passed your question about {title} to our own people, who sell it. "
    "The answer comes here, in this chat.",
    "{title} hum khud bechte hain: aapka sawaal hamari team ko bhej diya hai. Jawab isi chat me aayega.",
    "{title} हम ख़ुद बेचते हैं: आपका सवाल हमारी टीम को भेज दिया है। जवाब इसी चैट में आएगा।",
)
WHAT_MORE = Words("What should the seller know?", "Seller ko kya batana hai?", "विक्रेता को क्या बताना है?")
PASSED_MORE = Words(
    "I have passed it to the seller. The answer comes here, in this chat.",
    "Seller ko bata diya hai. Jawab isi chat me aayega.",
    "विक्रेता को बता दिया है। जवाब इसी चैट में आएगा।",
)

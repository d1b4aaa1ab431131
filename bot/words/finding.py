"""Words around what was found."""

from chat.words import Words

FOUND = Words("Here is what I found:", "Yeh mila:")
MORE = Words("More of these:", "Aur yeh hain:")
LOOKED_FOR = Words("I looked for “{words}”.", "“{words}” dhoondha.")
NEAREST = Words(
    "I found nothing with that name. The nearest I have:", "Is naam se kuch nahi mila. Sabse milta julta:"
)
CHEAPEST = Words("Cheapest first, by the price per {per}:", "Sasta pehle, {per} ke daam se:")
NO_MORE = Words(
    "That was all of them. Tell me something else to look for.",
    "Bas itne hi the. Kuch aur bataiye, dhoondh deta hoon.",
)
NOTHING = Words(
    "I found nothing for that. Try another word, or look around:",
    "Iske liye kuch nahi mila. Doosra shabd likhiye, ya yahan dekhiye:",
)
NOTHING_FITS = Words(
    "I found nothing that fits. Try with fewer conditions, or look around:",
    "Aisa kuch nahi mila. Kam shartein rakhiye, ya yahan dekhiye:",
)
SHOW_MORE = Words("Show more", "Aur dikhao")

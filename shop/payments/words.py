"""What is said of payments and refunds that can't be dealt with."""

from collections.abc import Mapping

from chat.words import Words

REFUSALS: Mapping[str, Words] = {
    "payment_settled": Words(
        "That payment was dealt with before, or there is none of that name.",
        "Yeh payment pehle dekha ja chuka hai, ya is naam ka koi payment nahi hai.",
        "यह भुगतान पहले देखा जा चुका है, या इस नाम का कोई भुगतान नहीं है।",
    ),
    "refund_not_waiting": Words(
        "That refund is not waiting for you.",
        "Yeh refund aapke liye nahi ruka hai.",
        "यह रिफंड आपके लिए नहीं रुका है।",
    ),
}

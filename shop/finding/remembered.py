"""What is remembered of a customer's looking round: the search, what was shown, compared and last bought."""

from datetime import timedelta

from chat.contexts import ContextKey
from shop.finding.state import SearchState

HALF_A_DAY = timedelta(hours=12)

SEARCH = ContextKey("search", SearchState, HALF_A_DAY, plain=SearchState.plain, read=SearchState.read)
LAST_SHOWN = ContextKey("shown", tuple[str, ...], HALF_A_DAY)  # SKUs, in the order in which they were shown
TOUCHED = ContextKey("touched", str, HALF_A_DAY)  # the SKU that was put into the cart last
COMPARED = ContextKey("compared", tuple[str, ...], HALF_A_DAY)  # SKUs that were put side by side last

"""Chooses the intent of a message: what the actions read, with the shop before them, and what the sentence says.

The reading knows what is on the table and which words are goods; the sentence classifier knows sentences that
are said without either. Their probabilities are multiplied, the sentence's with less weight (docs/benchmarks/reading.md).
"""

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, METADATA, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.components.blend import blended

RANKED = 8


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ChosenReading(GraphComponent):
    """Ranks the intents anew where a reading came with the message; else leaves them as they are."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {"sentence": 0.4, "floor": 0.001}

    def __init__(self, config: Dict[Text, Any]) -> None:
        self.config = config

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ChosenReading":
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            read = (message.get(METADATA) or {}).get("reading") or {}
            said = {
                one[INTENT_NAME_KEY]: one[PREDICTED_CONFIDENCE_KEY]
                for one in message.get("intent_ranking") or []
            }
            if not read.get("intents") or not said:
                continue
            ranked = blended(read["intents"], said, float(self.config["sentence"]), float(self.config["floor"]))
            ranking = [
                {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: chance} for name, chance in ranked[:RANKED]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set("wishes", read.get("wishes") or [], add_to_output=True)
        return messages

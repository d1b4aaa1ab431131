"""Rasa's intent classifier of this project: bot/components/intent_model.py as a graph component.

A model that cannot be read, or that does not classify, stops the start: it never loads
as an untrained one.
"""

import pickle
from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.devanagari import latin
from bot.components.intent_model import IntentModel
from bot.components.sentence_encoder import open_encoder
from bot.components.wishes import wishes

RANKED = 8
FILE = "intents.pickle"


class ModelDoesNotFit(Exception):
    """The stored model cannot be used here; the text says why and what to do."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceIntentClassifier(GraphComponent, IntentClassifier):
    """Ranks intents for a message; see IntentModel."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {
            "sentence_weight": 0.8,  # of the sentence vector beside words and pieces
            "C": 6.0,
            "neighbours": 14.0,  # of each intent's nearest example beside the regression
            "outside_weight": 4.0,  # of out_of_scope: what it holds is endless, examples are few
            "may_reject": 0.05,  # share of held-out wishes that may be taken for out_of_scope
            "dressed": 0.3,  # share of examples of which a copy gets words around it
            "misspelt": 0.3,  # share of examples of which a copy gets a slip
            "seed": 7,
        }

    def __init__(self, config: Dict[Text, Any], storage: ModelStorage, resource: Resource) -> None:
        self.config = config
        self.storage = storage
        self.resource = resource
        self.model = IntentModel(config, open_encoder())

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceIntentClassifier":
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        # Sorted, for files come in another order on another disk, and a model should be the same everywhere.
        examples = sorted(
            (m for m in training_data.intent_examples if m.get(TEXT)), key=lambda m: (m.get(TEXT), m.get(INTENT))
        )
        self.model.fit([m.get(TEXT) for m in examples], [m.get(INTENT) for m in examples])
        with self.storage.write_to(self.resource) as folder:
            kept = {name: getattr(self.model, name) for name in IntentModel.STORED}
            kept["encoder"] = self.model.encoder.id
            # Our own file, written by us, inside a model that only this project trains.
            (folder / FILE).write_bytes(pickle.dumps(kept))
        return self.resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "SentenceIntentClassifier":
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            kept = pickle.loads((folder / FILE).read_bytes())
        model = classifier.model
        if kept["encoder"] != model.encoder.id:
            raise ModelDoesNotFit(
                f"The model was trained with the encoder {kept['encoder']}, here is {model.encoder.id}: train again."
            )
        for name in IntentModel.STORED:
            setattr(model, name, kept[name])
        if model.rank(["show my cart"])[0][0][1] <= 1.5 / len(model.intents):
            raise ModelDoesNotFit("The model cannot tell one intent from another: train again.")
        return classifier

    def process(self, messages: List[Message]) -> List[Message]:
        asked = [m for m in messages if (m.get(TEXT) or "").strip()]
        for message, ranked in zip(asked, self.model.rank([m.get(TEXT) for m in asked]) if asked else []):
            ranking = [
                {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: chance} for name, chance in ranked[:RANKED]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            found = wishes(latin(message.get(TEXT)), ranked, self.model.rank)
            if found:
                told = [{"intent": name, "text": words} for name, words in found]
                message.set("wishes", told, add_to_output=True)
        return messages

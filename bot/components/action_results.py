"""Checks what an action answered with a validator that is kept; Rasa makes a new one for each answer.

Rasa 3.6.21 hands its schema to `jsonschema.validate`, which first checks the schema itself against
the schema of schemas: 10 ms, half of a turn, for what never changes. Nothing in Rasa's configuration
names the class of a remote action, so its one function is put in front of here. What the kept
validator refuses, Rasa's own function refuses again, in its own words.
"""

from typing import Any, Dict, Text

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction

RASAS_OWN = RemoteAction._validate_action_result


def keep_validator() -> None:
    """From now on every remote action of this process checks with one validator."""
    schema = RemoteAction.action_response_format_spec()
    kept = validator_for(schema)(schema)

    def validated(action: RemoteAction, result: Dict[Text, Any]) -> bool:
        return kept.is_valid(result) or RASAS_OWN(action, result)

    RemoteAction._validate_action_result = validated

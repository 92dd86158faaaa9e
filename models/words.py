"""Words: the names that the lists of the content hold in other languages, for values of the inputs."""

from aspbudget.models.reference.state_names import in_language

NAMES = {"state": in_language}

"""IAM: changes that touch only what they name.

moto's UpdateRole wipes the description when it isn't sent, as the provider does for a changed session duration. And the
client ids of an OpenID Connect provider cannot be changed.
"""

from collections.abc import Callable

from moto.core.responses import EmptyResult
from moto.iam.responses import IamResponse

from local.aws.extend import add, replace


@replace(IamResponse)
def update_role(_: Callable[..., EmptyResult], self: IamResponse) -> EmptyResult:
    """UpdateRole: description and session duration, each only when it is sent."""
    role = self.backend.get_role(self._get_param("RoleName"))
    if self._get_param("Description") is not None:
        role.description = self._get_param("Description")
    if self._get_param("MaxSessionDuration") is not None:
        role.max_session_duration = self._get_param("MaxSessionDuration")
    return EmptyResult()


def client_ids(self: IamResponse) -> list[str]:
    """The client ids (audiences) of the provider that a request names, to read or to change."""
    return self.backend.get_open_id_connect_provider(self._get_param("OpenIDConnectProviderArn")).client_id_list


@add(IamResponse)
def add_client_id_to_open_id_connect_provider(self: IamResponse) -> EmptyResult:
    """AddClientIDToOpenIDConnectProvider; one that it has already is no error."""
    client_id = self._get_param("ClientID")
    if client_id not in client_ids(self):
        client_ids(self).append(client_id)
    return EmptyResult()


@add(IamResponse)
def remove_client_id_from_open_id_connect_provider(self: IamResponse) -> EmptyResult:
    """RemoveClientIDFromOpenIDConnectProvider; one that it doesn't have is no error."""
    ids, client_id = client_ids(self), self._get_param("ClientID")
    if client_id in ids:
        ids.remove(client_id)
    return EmptyResult()

"""Launch templates: the tags of the template are not part of what it launches, and can be changed.

moto adds the tags of the template itself to the tag specifications of its first version, and shows the tags it was
created with for ever. And it cannot launch anything from a later version that has user data.
"""

from collections.abc import Callable
from typing import Any

from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateVersion
from moto.ec2.responses import EC2Response
from moto.ec2.utils import parse_user_data

from local.aws.extend import replace, result_of

LaunchTemplate.tags = property(lambda template: template.get_tags(), lambda template, created_with: None)


@replace(LaunchTemplateVersion)
def __init__(
    original: Callable[..., None],
    self: LaunchTemplateVersion,
    template: LaunchTemplate,
    number: int,
    data: dict[str, Any],
    description: str,
) -> None:
    """CreateLaunchTemplateVersion: user data is in the form that instances are launched with."""
    if isinstance(data.get("UserData"), str | bytes):
        data["UserData"] = parse_user_data(data["UserData"])
    original(self, template, number, data, description)


@replace(EC2Response)
def create_launch_template(original: Callable[..., Any], self: EC2Response) -> Any:
    """CreateLaunchTemplate: the first version keeps only the tags of instances, volumes and the like."""
    answer = original(self)
    template = self.ec2_backend.get_launch_template(result_of(answer, "LaunchTemplate")["LaunchTemplateId"])
    data = template.versions[0].data
    specifications = data.pop("TagSpecifications", [])
    launched = [tags for tags in specifications if tags.get("ResourceType") != "launch-template"]
    if launched:
        data["TagSpecifications"] = launched
    return answer

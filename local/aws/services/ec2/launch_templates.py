"""Launch templates: the tags of the template are not part of what it launches, and can be changed.

moto adds the tags of the template itself to the tag specifications of its first version, and shows the tags it was
created with for ever.
"""

from collections.abc import Callable
from typing import Any

from moto.ec2.models.launch_templates import LaunchTemplate
from moto.ec2.responses import EC2Response

from local.aws.extend import replace, result_of

LaunchTemplate.tags = property(lambda template: template.get_tags(), lambda template, created_with: None)


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

"""DMS tags: changed after creation, which moto cannot."""

import json

from moto.dms.responses import DatabaseMigrationServiceResponse

from local.aws.extend import add


@add(DatabaseMigrationServiceResponse)
def add_tags_to_resource(self: DatabaseMigrationServiceResponse) -> str:
    """AddTagsToResource."""
    self.dms_backend.tagger.tag_resource(self._get_param("ResourceArn"), self._get_param("Tags"))
    return json.dumps({})


@add(DatabaseMigrationServiceResponse)
def remove_tags_from_resource(self: DatabaseMigrationServiceResponse) -> str:
    """RemoveTagsFromResource."""
    self.dms_backend.tagger.untag_resource_using_names(self._get_param("ResourceArn"), self._get_param("TagKeys"))
    return json.dumps({})

"""Every action is a POST to the root; which one stands in X-Amz-Target."""

from local.aws.services.redshift_serverless.responses import RedshiftServerlessResponse

url_bases = [r"https?://redshift-serverless\.(.+)\.amazonaws\.com"]
url_paths = {"{0}/$": RedshiftServerlessResponse.dispatch}

"""The AWS of the embedded local cloud: moto, extended to behave as Terraform's AWS provider expects."""

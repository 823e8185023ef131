import { z } from "zod";

/**
 * Services of AWS that can have an interface endpoint here: what tasks, their agents, Session Manager and a
 * pipeline call. Source: AWS PrivateLink guide, "AWS services that integrate with AWS PrivateLink".
 */
export const INTERFACE_ENDPOINTS = [
  "application-autoscaling",
  "autoscaling",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "ecs",
  "ecs-agent",
  "ecs-telemetry",
  "elasticfilesystem",
  "elasticloadbalancing",
  "events",
  "kinesis-streams",
  "kms",
  "lambda",
  "logs",
  "monitoring",
  "scheduler",
  "secretsmanager",
  "servicediscovery",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "states",
  "sts",
  "xray",
] as const;

export type InterfaceEndpoint = (typeof INTERFACE_ENDPOINTS)[number];

export const interfaceEndpoints = z
  .array(z.enum(INTERFACE_ENDPOINTS))
  .refine((endpoints) => new Set(endpoints).size === endpoints.length, { error: "names an endpoint twice" });

/**
 * Refs: the few facts that one module hands to the next.
 *
 * A ref holds ids and endpoints (Terraform tokens at synth time), never a construct, so that a
 * consumer can be tested with literals and can't reach into what it was given.
 */

/** Where things may be placed. Subnets are listed in the order of the zones. */
export interface NetworkRef {
  readonly vpcId: string;
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];
  readonly isolatedSubnetIds: readonly string[];
  /** The network ACL around them, which admits the private subnets alone. Rules 1 to 99 are free for others. */
  readonly isolatedAclId: string;
  /** Whether the public and the private subnets have IPv6 as well. */
  readonly ipv6: boolean;
  /** Ids of the routes that lead out of the private subnets: what needs the world before it starts refers to them. */
  readonly waysOut: readonly string[];
}

/** Hosts of a network elsewhere, beyond a peering or a VPN, that a service reaches. */
export interface RemoteRef {
  /** What that network is called here, for instance `old`. */
  readonly name: string;
  readonly ranges: readonly string[];
  /** TCP ports on which they listen. */
  readonly ports: readonly number[];
}

/** Something that opens or accepts connections: one end of an `Allow`. */
export interface PeerRef {
  /** How the other end's rule describes it, for instance `service api`. */
  readonly label: string;
  readonly securityGroupId: string;
}

/** A store or an internal service that listens under a name of its own: where a bastion may lead. */
export interface ReachableRef {
  readonly kind: "store" | "service";
  readonly name: string;
  /** Resolves inside the VPC. */
  readonly host: string;
  readonly port: number;
  readonly securityGroupId: string;
}

/** A load balancer that services attach to. */
export interface LoadBalancerRef extends PeerRef {
  /** The `app/<name>/<id>` part of the ARN, by which CloudWatch knows it. */
  readonly metricName: string;
  /** Physical name, by which Datadog tags its metrics. */
  readonly name: string;
  /** Listener that carries the services' rules. */
  readonly listenerArn: string;
  /** Where it's reached, for instance `https://staging.example.com`. */
  readonly url: string;
  /** What services' own hosts are names under. @default - none, as on the embedded cloud: a host's first label decides */
  readonly domain?: string;
}

/** The load balancer of the internal services. */
export interface InternalLoadBalancerRef extends PeerRef {
  readonly arn: string;
  /** The `app/<name>/<id>` part of the ARN, by which CloudWatch knows it. */
  readonly metricName: string;
  /** Physical name, by which Datadog tags its metrics. */
  readonly name: string;
  readonly dnsName: string;
}

/** Names that resolve inside the VPC alone. */
export interface NamespaceRef {
  /** What they end in, for instance `staging.internal`. */
  readonly domain: string;
  readonly id: string;
  readonly arn: string;
}

/** What a service needs in order to call an internal one. */
export interface CallRef {
  readonly service: string;
  /** For instance `admin.staging.internal`. */
  readonly host: string;
  /** For instance `http://admin.staging.internal:8080`. */
  readonly url: string;
  /** Whom it reaches there: the tasks, or the load balancer before them. */
  readonly peer: PeerRef & { readonly port: number };
  /** The namespace of Service Connect that a caller joins. @default - it resolves the name by DNS */
  readonly namespaceArn?: string;
}

/** How many of a service's tasks one capacity provider gets. */
export interface CapacityShare {
  readonly capacityProvider: string;
  /** Share of the tasks beyond every base, in proportion to the other weights. */
  readonly weight: number;
  /** Tasks that it gets before weights count. */
  readonly base: number;
}

export interface ClusterRef {
  readonly name: string;
  /** What a service names as its cluster; known once the cluster's capacity is. */
  readonly id: string;
  /** What its tasks run on. */
  readonly capacity: "fargate" | "ec2";
  readonly capacityProviderStrategy: readonly CapacityShare[];
  /**
   * The group of its instances, whose interface all tasks share (`bridge`). Its rules were made with the cluster, for
   * all of its services.
   * @default - each task has an interface and a group of its own (`awsvpc`)
   */
  readonly sharedGroup?: PeerRef;
  /** Name of the Auto Scaling group of its instances. @default - it has none */
  readonly instanceGroup?: string;
  /** What a task needs so that ECS Exec can open a shell in it. @default - it can't */
  readonly exec?: readonly Permission[];
}

/** A statement of an IAM policy that a consumer of a store needs. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Operator → key → value, as IAM writes them. @default - none */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A bucket in which the stack itself keeps something for its services. */
export interface BucketRef {
  readonly name: string;
  readonly arn: string;
  /** Key that its objects are encrypted with. */
  readonly keyArn: string;
}

/** What a service needs in order to use a store. */
export interface StoreRef {
  readonly name: string;
  readonly kind:
    | "postgres"
    | "mysql"
    | "aurora-postgres"
    | "aurora-mysql"
    | "redis"
    | "bucket"
    | "queue"
    | "files"
    | "warehouse";
  /** Physical name, by which monitors find it. */
  readonly physicalName: string;
  /** The network end; a bucket has none. */
  readonly peer?: PeerRef & { readonly port: number };
  /** What tasks mount; only a store of files has one. */
  readonly fileSystem?: { readonly id: string; readonly arn: string };
  readonly permissions: readonly Permission[];
  /** Plain settings to inject, for instance `MAIN_HOST`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Secrets to inject, by the reference that ECS resolves when a task starts. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Permissions of the ECS agent to resolve those secrets. */
  readonly secretPermissions: readonly Permission[];
  /** What AWS Backup and the events of RDS know it by, once it stands, and a bucket's key. @default - neither knows it */
  readonly source?: { readonly arn: string; readonly id: string; readonly keyArn?: string };
  /** What its use is measured against. @default - it says so itself, or has no end */
  readonly capacity?: StoreCapacity;
}

/** How much a database has. */
export interface StoreCapacity {
  /** Whether its instances size themselves, and tell how much of that they use. */
  readonly serverless: boolean;
  /** Of each instance. @default - not known */
  readonly memoryGiB?: number;
  /** That the engine permits. @default - not known */
  readonly connections?: number;
  /** Of the disk as it was made. @default - it has none of its own */
  readonly storageGiB?: number;
  /** Copies that answer reads. */
  readonly readers: number;
}

/** A queue: as a store of a service it may be sent to, and one worker may receive from it. */
export interface QueueRef extends StoreRef {
  readonly kind: "queue";
  readonly url: string;
  readonly fifo: boolean;
  /** Days after which a message that nobody worked off is gone. */
  readonly retentionDays: number;
  readonly arn: string;
  /** Where the messages are that nobody could work off. */
  readonly deadLetters: { readonly physicalName: string; readonly url: string; readonly arn: string };
  /** What the worker needs, in the place of `permissions`. */
  readonly consumerPermissions: readonly Permission[];
}

export function isQueue(store: StoreRef): store is QueueRef {
  return store.kind === "queue";
}

/** Schedules that EventBridge Scheduler counts together. */
export interface ScheduleGroupRef {
  readonly physicalName: string;
  /** The same, known once the group stands. */
  readonly name: string;
  readonly arn: string;
}

/** Where runs take the lock that keeps them from overlapping. */
export interface LockTableRef {
  readonly name: string;
  readonly arn: string;
}

/** What monitoring needs to know of a service of any kind. */
interface CommonServiceRef {
  readonly name: string;
  readonly clusterName: string;
  /** Names of the stores it depends on. */
  readonly stores: readonly string[];
}

/** A service whose tasks ECS keeps running. */
export interface StandingServiceRef extends CommonServiceRef {
  /** Name of the ECS service. */
  readonly serviceName: string;
  /** Tasks that should be running. */
  readonly desiredCount: number;
}

/** A service whose requests a load balancer counts. */
export interface BalancedServiceRef extends StandingServiceRef {
  readonly loadBalancerName: string;
  /** Name of the target group, by which Datadog tags its metrics. */
  readonly targetGroupName: string;
  /** Where it's reached. */
  readonly url: string;
}

export interface WebServiceRef extends BalancedServiceRef {
  readonly kind: "web";
}

export interface InternalServiceRef extends StandingServiceRef {
  readonly kind: "internal";
  /** Where its callers reach it. */
  readonly url: string;
  /** Goes with `targetGroupName`. @default - no load balancer stands before it */
  readonly loadBalancerName?: string;
  /** @default - none */
  readonly targetGroupName?: string;
}

export interface WorkerServiceRef extends StandingServiceRef {
  readonly kind: "worker";
  /** Physical names of its queue and of the queue of dead letters. */
  readonly queueName: string;
  readonly deadLetterName: string;
  /** How long a message may wait. */
  readonly acceptableDelaySeconds: number;
  /** Whether there are times when it has no task, and messages wait for the first one. */
  readonly rests: boolean;
}

export interface CronServiceRef extends CommonServiceRef {
  readonly kind: "cron";
  readonly scheduleName: string;
  readonly scheduleGroup: string;
  /** When it runs, as EventBridge Scheduler writes it, and by whose clock. */
  readonly schedule: string;
  readonly timeZone: string;
  /** Whether the clock starts it. */
  readonly enabled: boolean;
  /** Whether it doesn't while its environment sleeps. @default false */
  readonly sleeps?: boolean;
  /** Longest that a run may take. @default - as long as it takes */
  readonly timeoutSeconds?: number;
  /** Family of its task definitions. */
  readonly family: string;
  /** Queue with what went wrong: invocations that were given up, and runs that failed. */
  readonly failuresName: string;
  readonly logGroup: string;
}

/** A daemon, which has a task on every instance of its clusters. */
export interface DaemonServiceRef extends Omit<CommonServiceRef, "clusterName"> {
  readonly kind: "daemon";
  readonly runs: readonly {
    /** Name of the cluster in its environment. */
    readonly cluster: string;
    readonly clusterName: string;
    /** Name of the ECS service there. */
    readonly serviceName: string;
  }[];
}

export type ServiceRef = WebServiceRef | InternalServiceRef | WorkerServiceRef | CronServiceRef | DaemonServiceRef;

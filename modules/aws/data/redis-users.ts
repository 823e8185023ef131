import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user/index.js";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";

export interface RedisUsersProps {
  readonly environment: string;
  readonly store: string;
}

const ENGINE = "redis";

/** Every key, channel and command. */
const EVERYTHING = "on ~* &* +@all";

/** A user that can't log in, and could do nothing. */
const NOTHING = "off ~* -@all";

/**
 * Who may open a Redis store: one user, as whom services come with the role of their tasks, and nobody else.
 *
 * Each group must have a user named `default`, as whom everybody comes who names none. AWS's own may do everything
 * without a password: this one is switched off.
 */
export class RedisUsers extends Construct {
  readonly groupId: string;
  readonly userArn: string;
  readonly userName: string;

  constructor(scope: Construct, id: string, { environment, store }: RedisUsersProps) {
    super(scope, id);
    // IAM asks that id and name are the same.
    this.userName = name("aws_elasticache_user", environment, store);
    const services = new ElasticacheUser(this, "services", {
      userId: this.userName,
      userName: this.userName,
      engine: ENGINE,
      accessString: EVERYTHING,
      authenticationMode: { type: "iam" },
    });
    const nobody = new ElasticacheUser(this, "nobody", {
      userId: name("aws_elasticache_user", environment, store, "default"),
      userName: "default",
      engine: ENGINE,
      accessString: NOTHING,
      // Not the authentication mode of that name, which the provider reads back by another: a change in every plan.
      noPasswordRequired: true,
    });
    const group = new ElasticacheUserGroup(this, "group", {
      userGroupId: name("aws_elasticache_user_group", environment, store),
      engine: ENGINE,
      userIds: [nobody.userId, services.userId],
    });
    this.groupId = group.userGroupId;
    this.userArn = services.arn;
  }
}

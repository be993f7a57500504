package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a body said of the automation of a queue so far. */
final class AutomationDraft {
  private @Nullable Boolean enabled;
  private @Nullable List<GroupDraft> groups;
  private boolean conditioned;
  private @Nullable Integer maxItemsInQueue;

  private static final class GroupDraft {
    private @Nullable List<ConditionDraft> conditions;

    void field(FieldReader in, String name) {
      if (name.equals("conditions") && !in.isNull()) {
        List<ConditionDraft> read = new ArrayList<>();
        in.array(
            () -> {
              ConditionDraft condition = new ConditionDraft();
              in.object(field -> condition.field(in, field));
              read.add(condition);
            });
        conditions = read;
      } else {
        in.skip();
      }
    }
  }

  private static final class ConditionDraft {
    private @Nullable String scoreName;
    private @Nullable String operator;
    private @Nullable BigDecimal value;

    void field(FieldReader in, String name) {
      switch (name) {
        case "score_name" -> scoreName = in.text();
        case "operator" -> operator = in.text();
        case "value" -> value = in.decimal();
        default -> in.skip();
      }
    }
  }

  /** Takes the value that the reader is at, or skips it. */
  void field(FieldReader in, String name) {
    switch (name) {
      case "enabled" -> enabled = in.isNull() ? null : in.flag();
      case "conditions" -> {
        if (!in.isNull()) {
          conditioned = true;
          in.object(field -> conditions(in, field));
        }
      }
      case "max_items_in_queue" -> maxItemsInQueue = in.integer();
      default -> in.skip();
    }
  }

  private void conditions(FieldReader in, String name) {
    if (name.equals("groups") && !in.isNull()) {
      List<GroupDraft> read = new ArrayList<>();
      in.array(
          () -> {
            GroupDraft group = new GroupDraft();
            in.object(field -> group.field(in, field));
            read.add(group);
          });
      groups = read;
    } else {
      in.skip();
    }
  }

  /** Says what is missing or wrong. */
  void validate(Validation validation) {
    if (maxItemsInQueue != null && maxItemsInQueue < 1) {
      validation.error("automation.max_items_in_queue", "must be greater than or equal to 1");
    }
    if (!conditioned) {
      return;
    }
    String path = "automation.conditions.groups";
    validation.required(path, groups);
    List<GroupDraft> all = groups == null ? List.of() : groups;
    for (int i = 0; i < all.size(); i++) {
      validate(validation, path + "[" + i + "].conditions", all.get(i));
    }
  }

  private static void validate(Validation validation, String path, GroupDraft group) {
    validation.required(path, group.conditions);
    List<ConditionDraft> all = group.conditions == null ? List.of() : group.conditions;
    for (int i = 0; i < all.size(); i++) {
      ConditionDraft each = all.get(i);
      String condition = path + "[" + i + "].";
      validation
          .notBlank(condition + "score_name", each.scoreName)
          .required(condition + "operator", each.operator)
          .required(condition + "value", each.value);
      if (each.operator != null && !Automation.Condition.OPERATORS.contains(each.operator)) {
        validation.error(condition + "operator", "must be one of > < =");
      }
    }
  }

  /** Only after {@link #validate} found nothing. */
  Automation write() {
    return new Automation(
        enabled,
        groups == null
            ? null
            : new Automation.Conditions(groups.stream().map(AutomationDraft::group).toList()),
        maxItemsInQueue);
  }

  private static Automation.Group group(GroupDraft group) {
    List<Automation.Condition> conditions = new ArrayList<>();
    if (group.conditions != null) {
      for (ConditionDraft each : group.conditions) {
        if (each.scoreName != null && each.operator != null && each.value != null) {
          conditions.add(new Automation.Condition(each.scoreName, each.operator, each.value));
        }
      }
    }
    return new Automation.Group(conditions);
  }
}

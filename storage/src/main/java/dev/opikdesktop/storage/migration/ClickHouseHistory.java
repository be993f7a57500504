package dev.opikdesktop.storage.migration;

import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import liquibase.ContextExpression;
import liquibase.Labels;
import liquibase.change.CheckSum;
import liquibase.changelog.AbstractChangeLogHistoryService;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.util.LiquibaseUtil;
import org.jspecify.annotations.Nullable;

/**
 * Which changesets were run, in ClickHouse's table DATABASECHANGELOG: Liquibase's usual columns,
 * one row a changeset. Rows are only ever added.
 */
final class ClickHouseHistory extends AbstractChangeLogHistoryService {
  private final Analytics analytics;
  private @Nullable List<RanChangeSet> ran;

  ClickHouseHistory(Analytics analytics) {
    this.analytics = analytics;
  }

  @Override
  public int getPriority() {
    return PRIORITY_DATABASE;
  }

  @Override
  public boolean supports(Database database) {
    return database instanceof ClickHouseDatabase;
  }

  @Override
  public void init() {
    analytics.execute(
        Statement.of(
            """
            CREATE TABLE IF NOT EXISTS DATABASECHANGELOG
            (
                ID String,
                AUTHOR String,
                FILENAME String,
                DATEEXECUTED DateTime64(3, 'UTC') DEFAULT now64(3),
                ORDEREXECUTED Int64,
                EXECTYPE String,
                MD5SUM String,
                DESCRIPTION String,
                COMMENTS String,
                LIQUIBASE String,
                DEPLOYMENT_ID String
            )
            ENGINE = MergeTree
            ORDER BY ORDEREXECUTED
            """));
  }

  @Override
  public void reset() {
    ran = null;
  }

  @Override
  public List<RanChangeSet> getRanChangeSets() {
    List<RanChangeSet> known = ran;
    if (known == null) {
      known =
          new ArrayList<>(
              analytics.query(
                  Statement.of(
                      """
                      SELECT
                          FILENAME,
                          ID,
                          AUTHOR,
                          MD5SUM,
                          toUnixTimestamp64Milli(DATEEXECUTED),
                          EXECTYPE,
                          DESCRIPTION,
                          COMMENTS,
                          DEPLOYMENT_ID,
                          ORDEREXECUTED
                      FROM DATABASECHANGELOG
                      ORDER BY ORDEREXECUTED
                      """),
                  ClickHouseHistory::ranChangeSet));
      ran = known;
    }
    return known;
  }

  @Override
  public void setExecType(ChangeSet changeSet, ExecType execType) throws DatabaseException {
    if (!execType.ran) {
      return;
    }
    RanChangeSet now = new RanChangeSet(changeSet, execType, null, null);
    now.setOrderExecuted(getNextSequenceValue());
    String comments = changeSet.getComments();
    analytics.execute(
        Statement.of(
                """
                INSERT INTO DATABASECHANGELOG
                    (ID, AUTHOR, FILENAME, ORDEREXECUTED, EXECTYPE, MD5SUM, DESCRIPTION, COMMENTS,
                    LIQUIBASE, DEPLOYMENT_ID)
                SELECT {id:String}, {author:String}, {file:String}, {order:Int64}, {type:String},
                    {sum:String}, {description:String}, {comments:String}, {liquibase:String},
                    {deployment:String}
                """)
            .with("id", changeSet.getId())
            .with("author", changeSet.getAuthor())
            .with("file", now.getChangeLog())
            .with("order", now.getOrderExecuted())
            .with("type", execType.value)
            .with("sum", String.valueOf(now.getLastCheckSum()))
            .with("description", changeSet.getDescription())
            .with("comments", comments == null ? "" : comments)
            .with("liquibase", LiquibaseUtil.getBuildVersion())
            .with("deployment", getDeploymentId()));
    getRanChangeSets().add(now);
  }

  @Override
  public int getNextSequenceValue() {
    return getRanChangeSets().stream().mapToInt(RanChangeSet::getOrderExecuted).max().orElse(0) + 1;
  }

  @Override
  public boolean isDatabaseChecksumsCompatible() {
    return true;
  }

  @Override
  public void removeFromHistory(ChangeSet changeSet) throws DatabaseException {
    throw onlyAdded();
  }

  @Override
  public void clearAllCheckSums() throws DatabaseException {
    throw onlyAdded();
  }

  @Override
  public void tag(String tag) throws DatabaseException {
    throw onlyAdded();
  }

  @Override
  public boolean tagExists(String tag) {
    return false;
  }

  @Override
  public void destroy() throws DatabaseException {
    throw onlyAdded();
  }

  private static RanChangeSet ranChangeSet(RowBinaryReader row) throws IOException {
    String file = row.string();
    String id = row.string();
    String author = row.string();
    CheckSum sum = CheckSum.parse(row.string());
    Date executed = new Date(row.int64());
    String type = row.string();
    String description = row.string();
    String comments = row.string();
    RanChangeSet changeSet =
        new RanChangeSet(
            file,
            id,
            author,
            sum,
            executed,
            null,
            ExecType.valueOf(type),
            description,
            comments,
            new ContextExpression(),
            new Labels(),
            row.string(),
            file);
    changeSet.setOrderExecuted(Math.toIntExact(row.int64()));
    return changeSet;
  }

  private static DatabaseException onlyAdded() {
    return new DatabaseException("The history of ClickHouse's changesets is only added to");
  }
}

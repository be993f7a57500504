package dev.opikdesktop.storage.migration;

import liquibase.database.Database;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.LockService;

/**
 * Stands in for Liquibase's lock, a row in a table that outlives a process that is killed and then
 * stops every later start. What keeps two migrations apart here ends with the process: the lock of
 * the data folder, a lock of MySQL's session, or one of the coordination port; each is taken before
 * Liquibase is called. Liquibase finds this class as a service.
 */
public final class OutsideLock implements LockService {
  @Override
  public int getPriority() {
    return PRIORITY_DATABASE + 1;
  }

  @Override
  public boolean supports(Database database) {
    return true;
  }

  @Override
  public void setDatabase(Database database) {}

  @Override
  public void setChangeLogLockWaitTime(long changeLogLockWaitTime) {}

  @Override
  public void setChangeLogLockRecheckTime(long changeLogLocRecheckTime) {}

  @Override
  public boolean hasChangeLogLock() {
    return true;
  }

  @Override
  public void waitForLock() {}

  @Override
  public boolean acquireLock() {
    return true;
  }

  @Override
  public void releaseLock() {}

  @Override
  public DatabaseChangeLogLock[] listLocks() {
    return new DatabaseChangeLogLock[0];
  }

  @Override
  public void forceReleaseLock() {}

  @Override
  public void reset() {}

  @Override
  public void init() {}

  @Override
  public void destroy() {}
}

/**
 * The embedded ClickHouse: where its native library comes from, and the supervisor of the process
 * that it runs in.
 */
package dev.opikdesktop.storage.engine;

/**
 * What runs inside the engine process: the binding to the native library and ClickHouse's HTTP
 * protocol in front of it. Nothing here is called by the application itself.
 */
package dev.opikdesktop.storage.engine.child;

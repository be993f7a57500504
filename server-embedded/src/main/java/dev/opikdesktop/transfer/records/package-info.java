/**
 * What an import is made of, wherever it comes from: a source hands over records one by one, a sink
 * takes them. Nothing here knows a file format or a server.
 */
@NullMarked
package dev.opikdesktop.transfer.records;

import org.jspecify.annotations.NullMarked;

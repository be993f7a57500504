/**
 * The query language of lists: a text such as {@code duration > 5 AND (tags contains "x" OR NOT
 * error_info is_empty)}. It is the language of Opik's SDKs (Opik contract 3.1) with OR, NOT and
 * parentheses. This package knows texts, trees and the names of fields alone, so that whoever shows
 * or writes a query needs no server; what a query means is said where fields have columns.
 */
@NullMarked
package dev.opikdesktop.server.query.oql;

import org.jspecify.annotations.NullMarked;

/** What runs in a process of its own, so that a PDF can cost no more than that. */
@NullMarked
package dev.opikdesktop.desktop.explorer.files.pdf;

import org.jspecify.annotations.NullMarked;

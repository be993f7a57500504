/** The list of projects. */
@NullMarked
package dev.opikdesktop.desktop.explorer.projects;

import org.jspecify.annotations.NullMarked;

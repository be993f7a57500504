/** What the server says about itself: alive, healthy, its version, its switches. */
@NullMarked
package dev.opikdesktop.server.system;

import org.jspecify.annotations.NullMarked;

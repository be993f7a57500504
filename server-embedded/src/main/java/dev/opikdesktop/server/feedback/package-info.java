/** What was said of the entities of a page, scores and comments together. */
@NullMarked
package dev.opikdesktop.server.feedback;

import org.jspecify.annotations.NullMarked;

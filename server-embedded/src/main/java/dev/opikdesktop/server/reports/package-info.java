/** Reports on projects, and how projects want them (Opik contract 5.16). */
@NullMarked
package dev.opikdesktop.server.reports;

import org.jspecify.annotations.NullMarked;

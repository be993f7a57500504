/** Dashboards and insights views, which are the same in two places (Opik contract 5.9). */
@NullMarked
package dev.opikdesktop.server.dashboards;

import org.jspecify.annotations.NullMarked;

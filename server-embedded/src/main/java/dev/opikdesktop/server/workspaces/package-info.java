/** What a workspace has otherwise than the server (Opik contract 5.8). */
@NullMarked
package dev.opikdesktop.server.workspaces;

import org.jspecify.annotations.NullMarked;

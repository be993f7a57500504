package dev.opikdesktop.desktop.explorer.settings.prices;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.settings.SettingsSection;
import dev.opikdesktop.desktop.explorer.work.Background;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** What models cost. */
public final class PricesSection implements SettingsSection {
  private final PricesModel model;
  private final RecomputeModel recompute;
  private @Nullable PricesView view;

  public PricesSection(OpikClient client, Background background) {
    model = new PricesModel(client, background);
    recompute = new RecomputeModel(client, background);
  }

  @Override
  public String id() {
    return "prices";
  }

  @Override
  public Group group() {
    return Group.SERVER;
  }

  @Override
  public String title() {
    return "Model prices";
  }

  @Override
  public Ikon icon() {
    return Feather.DOLLAR_SIGN;
  }

  @Override
  public String keywords() {
    return "cost tokens provider recompute dollars";
  }

  @Override
  public Node view() {
    PricesView made = new PricesView(model, recompute);
    view = made;
    return made;
  }

  @Override
  public void shown() {
    model.refresh();
    recompute.refresh();
  }

  @Override
  public boolean back() {
    return view != null && view.closeForm();
  }
}

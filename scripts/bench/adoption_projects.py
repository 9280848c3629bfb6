"""Public projects in two languages that `diglot adopt` is tried on, each at one commit."""

from __future__ import annotations

from typing import NamedTuple


class Published(NamedTuple):
    """A project on GitHub: what to look at in it, and its languages, that of the source first.

    Without languages it has catalogs, and they are found there.
    """

    name: str
    commit: str
    folder: str
    languages: str = ""
    packages: str = ""
    """What pip must have installed for Sphinx to read it, besides what is tested here."""

    @property
    def address(self) -> str:
        """Where git finds it."""
        return f"https://github.com/{self.name}"


PROJECTS = (
    # Parallel trees.
    Published(
        "vuejs/vitepress",
        "ed2bfb266ef788e86d1a73fe3cd7708a4cd5e260",
        "docs",
        "en,zh_CN",
    ),
    Published(
        "fastapi/fastapi",
        "c3f316b7e814667e8ee81e03a7330d00ee61e45c",
        "docs",
        "en,zh_CN",
    ),
    Published(
        "PaddlePaddle/PaddleX",
        "5029b5053d82b9acfd4b0b6e57c3a58773224504",
        "docs",
        "zh_CN,en",
    ),
    Published(
        "apache/streampark-website",
        "58ab59baf4d1f9ca5dc91c6d20adb17e6710b5af",
        "",
        "zh_CN,en",
    ),
    Published(
        "apache/rocketmq-site",
        "7c16875ef20b889a5ffad003630391fdc84804e7",
        "",
        "zh_CN,en",
    ),
    Published(
        "cloudwego/cloudwego.github.io",
        "b9cc38f01ca2aae4c88f798b7907208609d9df5c",
        "content",
        "zh_CN,en",
    ),
    Published(
        "langgenius/dify-docs",
        "9d8344e72dffb71993ba9874ec762bb5d456ad0f",
        "",
        "en,zh_CN",
    ),
    Published(
        "modelscope/ms-swift",
        "3602360a562313afbf2ef6065fdf61f271a2c5b9",
        "docs",
        "zh_CN,en",
    ),
    Published(
        "modelscope/evalscope",
        "fde259d2a32ab8a4cdb3af44dc8b18f504f1e277",
        "docs",
        "zh_CN,en",
    ),
    Published(
        "open-compass/opencompass",
        "a5acc4bba3b658f151617a3b393602110fb7a740",
        "docs",
        "zh_CN,en",
    ),
    Published(
        "open-mmlab/mmengine",
        "254342938d9bde1775c39ea7d5181c5d294026c4",
        "docs",
        "en,zh_CN",
    ),
    Published(
        "open-mmlab/mmocr",
        "966296f26ac34cf0e96d40ab4a0a94c9a697909a",
        "docs",
        "en,zh_CN",
    ),
    Published(
        "InternLM/lmdeploy",
        "1263d5cd889b7ad500e85b8eb20401327a4516ab",
        "docs",
        "en,zh_CN",
    ),
    Published(
        "4paradigm/OpenMLDB",
        "c5ffa75290a70b1f9428d05afcf537a0cb747615",
        "docs",
        "zh_CN,en",
    ),
    Published(
        "apache/dolphinscheduler",
        "7e0095dca198bfc50c59bbc10b3be5617d7b3229",
        "docs",
        "en,zh_CN",
    ),
    Published(
        "youzan/vant",
        "29cd8c2119139851495550b9bf6bd5bd9f678b2f",
        "packages/vant",
        "zh_CN,en",
    ),
    Published(
        "OWASP/Top10",
        "66ebc4798d2ca72973967a20264bdeb70dcf0a13",
        "2025",
        "en,ko",
    ),
    Published(
        "vuejs/vuepress",
        "9fb4bb00925d9409e6732118e996411c6a82c85d",
        "packages/docs/docs",
        "en,zh_CN",
    ),
    Published(
        "PaddlePaddle/docs",
        "46ceb37d54c1e4e994933424702031a073ec9100",
        "docs/api_guides",
        "zh_CN,en",
    ),
    # One tree, and a catalog in po/.
    Published(
        "google/comprehensive-rust",
        "351fafafa965cba8e45a3136b8ff6022bba9942b",
        "",
        "en,zh_CN",
    ),
    # Catalogs.
    Published(
        "spyder-ide/spyder-docs",
        "8ebd37b67b9a815827f7fc7f6d6246bf22e4049a",
        "",
    ),
    Published(
        "secretflow/spu",
        "02ac612de3084dc53eddab91b720c6b80bc48779",
        "",
    ),
    Published(
        "secretflow/heu",
        "7bfd88ca94d9ddd207d67e4aee4fb8059a9b0d69",
        "",
    ),
    Published(
        "secretflow/kuscia",
        "e909d9f6d9a179c218de961cfe5a22fcafbda4b7",
        "",
    ),
    Published(
        "vllm-project/vllm-ascend",
        "182b75ea84ff13ece27b57391331ef8935410aea",
        "",
    ),
    Published(
        "moonbitlang/moonbit-docs",
        "35330157abeb70bb23f4991a4ce45aca4c705385",
        "",
    ),
    Published(
        "xorbitsai/inference",
        "7ecec16b63383e18e4af790c4b522fb7d79f7e77",
        "",
    ),
    Published(
        "QwenLM/Qwen3",
        "7a2f61ffc7a20d47efcd2bf97f6f2bf52729042e",
        "",
    ),
    Published(
        "openstack/i18n",
        "ad2d9b9d873dc4a79221fc15b6c45a3afcad9798",
        "",
        packages="openstackdocstheme dulwich pbr reno",
    ),
)
